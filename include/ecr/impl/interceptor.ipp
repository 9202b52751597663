#pragma once

#include <ecr/detail/quoted.hpp>
#include <ecr/interceptor.hpp>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace ecr::inline ECR_ABI {

namespace detail {

inline bool same_header(std::string_view left, std::string_view right) noexcept {
    return std::ranges::equal(left, right, {}, &to_lower, &to_lower);
}

// A changed one of these would break the signature, the framing of the message or its meaning.
inline void refuse_owned_header(std::string_view name) {
    constexpr std::array<std::string_view, 14> owned{"amz-sdk-invocation-id",
                                                     "amz-sdk-request",
                                                     "authorization",
                                                     "connection",
                                                     "content-length",
                                                     "content-type",
                                                     "expect",
                                                     "host",
                                                     "proxy-authorization",
                                                     "transfer-encoding",
                                                     "x-amz-content-sha256",
                                                     "x-amz-date",
                                                     "x-amz-security-token",
                                                     "x-amz-target"};
    const bool found = std::ranges::any_of(
        owned, [name](std::string_view each) { return is_named({.name = name, .value = {}}, each); });
    if (found) throw std::invalid_argument("header " + quoted(name) + " cannot be changed");
}

}

ECR_DECL std::string_view request_draft::header(std::string_view name) const noexcept {
    const auto found = std::ranges::find_if(
        headers_, [name](const auto& each) { return detail::same_header(each.first, name); });
    return found == headers_.end() ? std::string_view() : std::string_view(found->second);
}

ECR_DECL void request_draft::set_header(std::string_view name, std::string_view value) {
    remove_header(name);
    headers_.emplace_back(name, value);
}

ECR_DECL void request_draft::remove_header(std::string_view name) {
    detail::refuse_owned_header(name);
    std::erase_if(headers_, [name](const auto& each) { return detail::same_header(each.first, name); });
}

}
