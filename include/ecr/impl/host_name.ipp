#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/host_name.hpp>

#include <cstddef>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL bool is_host_label(std::string_view text) noexcept {
    if (text.size() > 63 || text.starts_with('-') || text.ends_with('-')) return false;

    return each_is(text, [](char c) { return is_alphanumeric(c) || c == '-'; }) && !each_is(text, is_digit);
}

ECR_DECL bool is_host_name(std::string_view text) noexcept {
    if (text.ends_with('.')) text.remove_suffix(1);
    if (text.empty() || text.size() > 253) return false;

    for (std::string_view rest = text;;) {
        const auto dot = rest.find('.');
        const auto label = rest.substr(0, dot);
        // Container networks resolve names with underscores, although host names proper have none.
        const bool valid = label.size() <= 63 && !label.starts_with('-') && !label.ends_with('-') &&
                           each_is(label, [](char c) { return is_alphanumeric(c) || c == '-' || c == '_'; });
        if (!valid) return false;
        if (dot == std::string_view::npos) return true;
        rest.remove_prefix(dot + 1);
    }
}

[[nodiscard]] ECR_DECL bool is_ipv4_address(std::string_view text) noexcept {
    for (int part = 0; part < 4; ++part) {
        const auto dot = text.find('.');
        const auto number = text.substr(0, dot);
        if (number.size() > 3 || !each_is(number, is_digit)) return false;
        if (number.size() > 1 && number.front() == '0') return false;
        if (number.size() == 3 && number > "255") return false;
        if ((dot == std::string_view::npos) != (part == 3)) return false;
        text.remove_prefix(part == 3 ? text.size() : dot + 1);
    }
    return true;
}

ECR_DECL bool is_ipv6_address(std::string_view text) noexcept {
    bool compressed = text.starts_with("::");
    if (compressed) text.remove_prefix(2);
    if (compressed && text.empty()) return true;

    for (std::size_t groups = 0;;) {
        const auto colon = text.find(':');
        const auto group = text.substr(0, colon);
        const bool last = colon == std::string_view::npos;
        if (last && is_ipv4_address(group)) {
            groups += 2;
        } else if (group.size() <= 4 && each_is(group, is_hex_digit)) {
            ++groups;
        } else {
            return false;
        }
        if (last) return compressed ? groups < 8 : groups == 8;

        text.remove_prefix(colon + 1);
        if (!text.starts_with(':')) continue;
        if (compressed) return false;
        compressed = true;
        text.remove_prefix(1);
        if (text.empty()) return groups < 8;
    }
}

}
