#pragma once

#include <ecr/exception.hpp>

#include <cassert>
#include <concepts>
#include <optional>
#include <type_traits>
#include <utility>
#include <variant>

namespace ecr::inline ECR_ABI {

/// A value, or the error that came in its place.
///
/// A default-constructed result holds a default-constructed value.
template <class T>
class [[nodiscard]] result {
    static_assert(std::is_object_v<T> && !std::same_as<std::remove_cv_t<T>, ecr::error>);

public:
    using value_type = T;

    result() = default;
    result(T value) noexcept(std::is_nothrow_move_constructible_v<T>)
        : held_(std::in_place_index<0>, std::move(value)) {}
    result(ecr::error failure) noexcept
        : held_(std::in_place_index<1>, std::move(failure)) {}

    [[nodiscard]] bool has_value() const noexcept { return held_.index() == 0; }
    [[nodiscard]] bool has_error() const noexcept { return !has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    /// The value; throws the error as its own exception when there is none.
    [[nodiscard]] T& value() & { return checked(*this); }
    [[nodiscard]] const T& value() const& { return checked(*this); }
    [[nodiscard]] T&& value() && { return std::move(checked(*this)); }

    /// The value, which must be there.
    [[nodiscard]] T& operator*() & noexcept { return *get(*this); }
    [[nodiscard]] const T& operator*() const& noexcept { return *get(*this); }
    [[nodiscard]] T&& operator*() && noexcept { return std::move(*get(*this)); }
    [[nodiscard]] T* operator->() noexcept { return get(*this); }
    [[nodiscard]] const T* operator->() const noexcept { return get(*this); }

    /// The value, or `fallback` in place of an error.
    template <class U>
    requires std::convertible_to<U, T>
    [[nodiscard]] T value_or(U&& fallback) const& {
        return has_value() ? **this : static_cast<T>(std::forward<U>(fallback));
    }
    template <class U>
    requires std::convertible_to<U, T>
    [[nodiscard]] T value_or(U&& fallback) && {
        return has_value() ? *std::move(*this) : static_cast<T>(std::forward<U>(fallback));
    }

    /// The error, which must be there.
    [[nodiscard]] const ecr::error& error() const& noexcept {
        assert(has_error());
        return *std::get_if<1>(&held_);
    }
    [[nodiscard]] ecr::error error() && noexcept {
        assert(has_error());
        return std::move(*std::get_if<1>(&held_));
    }

private:
    template <class Self>
    static auto* get(Self& self) noexcept {
        assert(self.has_value());
        return std::get_if<0>(&self.held_);
    }
    template <class Self>
    static auto& checked(Self& self) {
        if (self.has_error()) throw_error(*std::get_if<1>(&self.held_));
        return *get(self);
    }

    std::variant<T, ecr::error> held_;
};

/// Success, or the error that came in its place. A default-constructed result is a success.
template <>
class [[nodiscard]] result<void> {
public:
    using value_type = void;

    result() = default;
    result(ecr::error failure) noexcept
        : error_(std::move(failure)) {}

    [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
    [[nodiscard]] bool has_error() const noexcept { return error_.has_value(); }
    explicit operator bool() const noexcept { return has_value(); }

    /// Throws the error as its own exception, if there is one.
    void value() const {
        if (error_) throw_error(*error_);
    }

    /// The error, which must be there.
    [[nodiscard]] const ecr::error& error() const& noexcept {
        assert(has_error());
        return *error_;
    }
    [[nodiscard]] ecr::error error() && noexcept {
        assert(has_error());
        return std::move(*error_);
    }

private:
    std::optional<ecr::error> error_{};
};

/// The type of `as_result`.
struct as_result_t {};

/// Given to a call, makes it answer with a `result` instead of throwing.
inline constexpr as_result_t as_result{};

}
