#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/config.hpp>

#include <algorithm>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// One HTTP header as it goes over the wire; the text belongs to someone else.
struct header_view {
    std::string_view name{};
    std::string_view value{};

    friend bool operator==(const header_view&, const header_view&) = default;
};

namespace detail {

/// Compares without regard to the case of the header; `lower_name` is in lower case.
[[nodiscard]] constexpr bool is_named(const header_view& header, std::string_view lower_name) noexcept {
    return std::equal(header.name.begin(), header.name.end(), lower_name.begin(), lower_name.end(),
                      [](char c, char lower) { return to_lower(c) == lower; });
}

}

}
