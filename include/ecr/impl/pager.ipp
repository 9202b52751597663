#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/casing.hpp>
#include <ecr/detail/operation_traits.hpp>
#include <ecr/pager.hpp>

#include <algorithm>
#include <array>

namespace ecr::inline ECR_ABI {

ECR_DECL bool can_paginate(std::string_view name) noexcept {
    if (detail::traits_of_operation(name).paginated) return true;
    std::array<char, 64> text{};
    const auto plain = [](char each) { return each == detail::to_lower(each); };
    if (name.size() > text.size() || name.ends_with('_') || !std::ranges::all_of(name, plain)) return false;
    const auto length = detail::write_cased(detail::casing::upper_camel, name, text.data());
    return detail::traits_of_operation({text.data(), length}).paginated;
}

}
