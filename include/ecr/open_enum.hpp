#pragma once

#include <ecr/detail/enum_names.hpp>

#include <compare>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// The service's text for an enumerator, such as `IN_PROGRESS`.
template <detail::described_enum Enum>
[[nodiscard]] constexpr std::string_view to_string(Enum value) noexcept {
    return detail::enum_names_of<Enum>.text(static_cast<std::size_t>(value));
}

/// The enumerator for the service's text, or nothing when this version does not know it.
template <detail::described_enum Enum>
[[nodiscard]] constexpr std::optional<Enum> parse_enum(std::string_view text) noexcept {
    const auto index = detail::enum_names_of<Enum>.find(text);
    if (index == detail::enum_names::npos) return std::nullopt;
    return static_cast<Enum>(index);
}

/// An enumerator, or the text of one that the service knows and this version does not.
///
/// The text survives a round trip unchanged. A default-constructed value is empty, which a required member
/// must not be.
template <class Enum>
class open_enum {
public:
    open_enum() = default;
    open_enum(Enum value) noexcept { value_.index = static_cast<std::size_t>(value); }
    explicit open_enum(std::string_view text) { value_.assign(detail::enum_names_of<Enum>, text); }

    /// The enumerator, or nothing when the value is empty or unknown to this version.
    [[nodiscard]] std::optional<Enum> known() const noexcept {
        if (value_.index == detail::enum_names::npos) return std::nullopt;
        return static_cast<Enum>(value_.index);
    }

    /// The enumerator, or `fallback`; the form for a `switch`.
    [[nodiscard]] Enum value_or(Enum fallback) const noexcept { return known().value_or(fallback); }

    /// The service's text, known or not.
    [[nodiscard]] std::string_view text() const noexcept { return value_.text(detail::enum_names_of<Enum>); }

    [[nodiscard]] bool empty() const noexcept { return text().empty(); }

    friend bool operator==(const open_enum& left, const open_enum& right) noexcept {
        return left.text() == right.text();
    }
    friend bool operator==(const open_enum& left, Enum right) noexcept { return left.known() == right; }
    friend auto operator<=>(const open_enum& left, const open_enum& right) noexcept {
        return left.text() <=> right.text();
    }
    friend std::ostream& operator<<(std::ostream& out, const open_enum& value) { return out << value.text(); }

private:
    detail::enum_value value_{};
};

}
