#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/host_name.hpp>
#include <ecr/detail/quoted.hpp>

#include <charconv>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::string shown_url(std::string_view text) {
    const auto separator = text.find("://");
    const auto start = separator == std::string_view::npos ? 0 : separator + 3;
    auto rest = text.substr(start);
    // A password may hold any character, a slash or a question mark too, so all up to the last @ is hidden.
    const auto at = rest.rfind('@');
    const bool hides = at != std::string_view::npos;
    if (hides) rest.remove_prefix(at);

    std::string shown(text.substr(0, start));
    if (hides) shown += "***";
    shown += rest.substr(0, rest.find_first_of("?#"));
    return quoted(shown);
}

[[nodiscard]] ECR_DECL bool is_url_path(std::string_view text) noexcept {
    constexpr std::string_view punctuation = "/-._~!$&'()*+,;=:@";

    for (std::size_t i = 0; i < text.size(); ++i) {
        if (is_alphanumeric(text[i]) || punctuation.find(text[i]) != std::string_view::npos) continue;
        if (text[i] != '%' || i + 2 >= text.size()) return false;
        if (!is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2])) return false;
        i += 2;
    }
    return true;
}

// Returns what is wrong, or nothing.
[[nodiscard]] ECR_DECL std::string_view read_port(std::string_view text, std::uint16_t& port) noexcept {
    const auto end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, port);
    const bool valid = failure == std::errc{} && stop == end && port != 0;
    return valid ? "" : "needs a port from 1 to 65535 after the colon";
}

[[nodiscard]] ECR_DECL std::string_view read_authority(std::string_view text, endpoint_url& url) {
    if (text.find('@') != std::string_view::npos) return "must not contain a user name or password";

    if (text.starts_with('[')) {
        const auto bracket = text.find(']');
        const auto address = text.substr(1, bracket == std::string_view::npos ? bracket : bracket - 1);
        const bool closed = bracket != std::string_view::npos;
        if (!closed || !is_ipv6_address(address)) return "needs an IPv6 address without zone in its brackets";
        url.host = lower_case(address);
        text.remove_prefix(bracket + 1);
        if (text.empty()) return "";
        return text.starts_with(':') ? read_port(text.substr(1), url.port) : "has an invalid host name";
    }
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon);
    if (name.empty()) return "has no host name";
    if (!is_host_name(name)) return "has an invalid host name";
    url.host = lower_case(name);
    return colon == std::string_view::npos ? "" : read_port(text.substr(colon + 1), url.port);
}

[[nodiscard]] ECR_DECL std::string_view read_url(std::string_view text, endpoint_url& url) {
    if (text.empty()) return "is empty, must begin with http:// or https://";

    const auto separator = text.find("://");
    const auto scheme = lower_case(text.substr(0, separator));
    url.secure = scheme == "https";
    url.port = url.secure ? 443 : 80;
    if (separator == std::string_view::npos || (!url.secure && scheme != "http")) {
        return "must begin with http:// or https://";
    }
    text.remove_prefix(separator + 3);
    const auto authority = text.substr(0, text.find_first_of("/?#"));
    const auto problem = read_authority(authority, url);
    if (!problem.empty()) return problem;

    auto path = text.substr(authority.size());
    if (path.find_first_of("?#") != std::string_view::npos) return "must not contain a query or a fragment";
    while (path.ends_with('/')) path.remove_suffix(1);
    if (!is_url_path(path)) return "has a character in its path that must be percent-encoded";
    url.path = path;
    return "";
}

ECR_DECL endpoint_url_result parse_endpoint_url(std::string_view text) {
    endpoint_url_result result;
    const auto problem = read_url(text, result.value);
    if (problem.empty()) return result;

    result.value = {};
    result.problem = "endpoint URL " + std::string(problem) + ": " + shown_url(text);
    return result;
}

}
