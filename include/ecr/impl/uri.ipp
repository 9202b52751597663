#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/character_set.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/uri.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace ecr::inline ECR_ABI::detail {

inline constexpr character_set unreserved_characters([](char c) {
    return is_alphanumeric(c) || c == '-' || c == '_' || c == '.' || c == '~';
});

ECR_DECL void append_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += digits[byte >> 4];
    out += digits[byte & 0x0f];
}

ECR_DECL void append_encoded(std::string& out, std::string_view text) {
    for (const char c : text) unreserved_characters.has(c) ? out.push_back(c) : append_escape(out, c);
}

ECR_DECL void append_encoded_path(std::string& out, std::string_view path) {
    for (const char c : path)
        unreserved_characters.has(c) || c == '/' ? out.push_back(c) : append_escape(out, c);
}

ECR_DECL void append_sendable(std::string& out, std::string_view path) {
    for (const char c : path) is_visible(c) ? out.push_back(c) : append_escape(out, c);
}

ECR_DECL std::string percent_encode(std::string_view text) {
    std::string encoded;
    append_encoded(encoded, text);
    return encoded;
}

ECR_DECL std::optional<std::string> percent_decode(std::string_view text) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (text.size() - i < 3 || !each_is(text.substr(i + 1, 2), is_hex_digit)) return std::nullopt;
        unsigned byte = 0;
        std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
        decoded += static_cast<char>(byte);
        i += 2;
    }
    return decoded;
}

// An empty port means the default one (RFC 3986, section 3.2.3).
ECR_DECL or_refusal<std::optional<std::uint16_t>> parse_port(std::string_view text) {
    std::optional<std::uint16_t> port;
    if (text.empty()) return port;
    std::uint16_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (failure != std::errc{} || end != text.data() + text.size() || number == 0)
        return refuse("port is " + quoted(text) + ": it must be 1 to 65535");
    port = number;
    return port;
}

ECR_DECL bool is_bracketed_ipv6(std::string_view host) {
    if (host.size() < 4 || host.size() > 47 || host.front() != '[' || host.back() != ']') return false;
    const auto address = host.substr(1, host.size() - 2);
    return std::count(address.begin(), address.end(), ':') >= 2 &&
           each_is(address, [](char c) { return is_hex_digit(c) || c == ':' || c == '.'; });
}

ECR_DECL or_refusal<authority> split_authority(std::string_view text) {
    if (text.find('@') != text.npos) return refuse("user information before the host is not supported");
    const auto bracket = text.starts_with('[') ? text.find(']') : 0;
    const auto colon = bracket == text.npos ? text.npos : text.find(':', bracket);
    authority result{.host = text.substr(0, colon)};
    if (result.host.empty()) return refuse("host is empty");

    const bool valid =
        text.front() == '[' ? is_bracketed_ipv6(result.host) : unreserved_characters.has_all(result.host);
    if (!valid) return refuse("host is " + quoted(result.host) + ": it is neither a name nor an address");
    if (colon == text.npos) return result;

    const auto port = parse_port(text.substr(colon + 1));
    if (port.has_error()) return port.error();
    result.port = *port;
    return result;
}

ECR_DECL std::uint16_t default_port(std::string_view scheme) {
    return scheme == "http" ? 80 : 443;
}

ECR_DECL void append_lower(std::string& out, std::string_view text) {
    const auto begin = out.size();
    out += text;
    std::transform(text.begin(), text.end(), out.begin() + static_cast<std::ptrdiff_t>(begin), to_lower);
}

ECR_DECL or_refusal<void> append_canonical_host(std::string& out, std::string_view scheme,
                                                std::string_view host) {
    const auto parts = split_authority(host);
    if (parts.has_error()) return parts.error();
    append_lower(out, parts->host);
    if (parts->port && *parts->port != default_port(scheme)) (out += ':') += std::to_string(*parts->port);
    return {};
}

ECR_DECL std::string url::host_header() const {
    return port == default_port(scheme) ? host : host + ":" + std::to_string(port);
}

ECR_DECL or_refusal<url> parse_url(std::string_view text) {
    const auto separator = text.find("://");
    if (separator == text.npos) return refuse("url has no scheme: it must begin with https:// or http://");
    url result{.scheme = lower_case(text.substr(0, separator))};
    if (result.scheme != "https" && result.scheme != "http")
        return refuse("url scheme is " + quoted(result.scheme) + ": it must be https or http");
    if (text.find('#') != text.npos) return refuse("url has a fragment, which is never sent: remove it");

    const auto rest = text.substr(separator + 3);
    const auto path = std::min(rest.find_first_of("/?"), rest.size());
    const auto parts = split_authority(rest.substr(0, path));
    if (parts.has_error()) return refuse("url: " + parts.error().reason);
    if (!std::all_of(rest.begin(), rest.end(), is_visible))
        return refuse("url for " + quoted(parts->host) +
                      " holds a space, control or non-ASCII character: " + "percent-encode it");

    const auto query = std::min(rest.find('?', path), rest.size());
    append_lower(result.host, parts->host);
    result.port = parts->port.value_or(default_port(result.scheme));
    result.path = rest.substr(path, query - path);
    if (result.path.empty()) result.path = "/";
    result.query = rest.substr(std::min(query + 1, rest.size()));
    return result;
}

}
