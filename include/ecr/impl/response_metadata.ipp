#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/response_metadata.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI {

ECR_DECL std::optional<std::string_view> response_metadata::header(std::string_view name) const noexcept {
    const auto found = std::ranges::find_if(headers, [name](const response_header& each) {
        return std::ranges::equal(each.name, name, {}, &detail::to_lower, &detail::to_lower);
    });
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

ECR_DECL void response_metadata::add_header(std::string_view name, std::string_view value) {
    headers.push_back({.name = detail::lower_case(name), .value = std::string(value)});
}

}
