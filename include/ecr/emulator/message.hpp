#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/header_view.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

using header_list = std::vector<std::pair<std::string, std::string>>;

/// A whole request as it came over the wire, without its framing.
struct server_request {
    std::string method{"POST"};
    /// Path and query, percent-encoded.
    std::string target{"/"};
    /// 10 or 11.
    unsigned version = 11;
    header_list headers{};
    std::string body{};

    /// The value of the first header of this name, given in lower case; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view lower_name) const noexcept {
        for (const auto& [name, value] : headers) {
            if (detail::is_named({.name = name}, lower_name)) return value;
        }
        return {};
    }
    [[nodiscard]] bool has(std::string_view lower_name) const noexcept {
        return header(lower_name).data() != nullptr;
    }
    [[nodiscard]] std::string_view path() const noexcept {
        return std::string_view(target).substr(0, target.find('?'));
    }
    /// Without the question mark.
    [[nodiscard]] std::string_view query() const noexcept {
        const auto at = target.find('?');
        return at == target.npos ? std::string_view() : std::string_view(target).substr(at + 1);
    }
};

/// An answer without its framing.
struct server_response {
    int status = 200;
    /// All but those that say how long the answer is, and whether the connection stays.
    header_list headers{};
    std::string body{};
    /// The error code, for the request log; empty for a success.
    std::string code{};
};

}
