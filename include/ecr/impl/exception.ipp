#pragma once

#include <ecr/exception.hpp>

#include <array>
#include <cerrno>
#include <cstddef>
#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

class failure_category_type final : public boost::system::error_category {
public:
    constexpr failure_category_type() noexcept
        : error_category(0x3f1c9a6be2d04785) {}

    const char* name() const noexcept override { return "ecr"; }
    std::string message(int value) const override {
        return std::string(to_string(static_cast<error_kind>(value - 1)));
    }
};

inline boost::system::error_code code_of(const error& failure) noexcept {
    // The cause of these two says how the client stopped waiting, not why.
    if (failure.kind() == error_kind::cancelled) {
        return {ECR_OPERATION_ABORTED, boost::system::system_category()};
    }
    if (failure.kind() == error_kind::timeout) return {ECR_TIMED_OUT, boost::system::system_category()};
    if (failure.cause().failed()) return failure.cause();
    return {static_cast<int>(failure.kind()) + 1, failure_category()};
}

using thrower = void (*)(error&&);

template <class Exception>
[[noreturn]] void throw_as(error&& failure) {
    throw Exception(std::move(failure));
}

template <std::size_t... Index>
constexpr std::array<thrower, sizeof...(Index)> code_throwers(std::index_sequence<Index...>) noexcept {
    return {&throw_as<service_exception<static_cast<errc>(Index)>>...};
}

template <std::size_t... Index>
constexpr std::array<thrower, sizeof...(Index)> condition_throwers(std::index_sequence<Index...>) noexcept {
    return {&throw_as<condition_exception<static_cast<condition>(Index)>>...};
}

}

ECR_DECL const boost::system::error_category& failure_category() noexcept {
    static constexpr detail::failure_category_type category;
    return category;
}

ECR_DECL exception::exception(ecr::error failure)
    : system_error(detail::code_of(failure))
    , error_(std::move(failure))
    , what_(std::make_shared<const std::string>(to_string(error_))) {}

ECR_DECL const char* exception::what() const noexcept {
    return what_->c_str();
}

ECR_DECL void throw_error(ecr::error failure) {
    using codes = std::make_index_sequence<detail::enum_table<errc>::count>;
    using conditions = std::make_index_sequence<detail::enum_table<condition>::count>;
    static constexpr auto by_code = detail::code_throwers(codes());
    static constexpr auto by_condition = detail::condition_throwers(conditions());
    if (const auto code = failure.code()) by_code[static_cast<std::size_t>(*code)](std::move(failure));
    if (const auto primary = failure.primary_condition()) {
        by_condition[static_cast<std::size_t>(*primary)](std::move(failure));
    }
    throw exception(std::move(failure));
}

}
