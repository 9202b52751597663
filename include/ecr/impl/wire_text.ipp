#pragma once

#include <ecr/detail/append_all.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/wire_text.hpp>

#include <algorithm>
#include <array>

namespace ecr::inline ECR_ABI::detail {

namespace masking {

constexpr std::string_view mask = "***";

inline bool contains_any(const std::string& lower, std::span<const std::string_view> parts) {
    return std::ranges::any_of(parts, [&](std::string_view part) { return lower.find(part) != lower.npos; });
}

inline bool is_secret_member(std::string_view name) {
    constexpr std::array<std::string_view, 7> parts{"token",  "password",   "secretaccesskey", "blob",
                                                    "secret", "credential", "signature"};
    const std::string lower = lower_case(name);
    return contains_any(lower, parts) && lower != "nexttoken" && !lower.ends_with("arn");
}

inline bool is_secret_header(std::string_view name) {
    constexpr std::array<std::string_view, 8> parts{"auth",   "token",    "secret",     "signature",
                                                    "cookie", "password", "credential", "key"};
    return contains_any(lower_case(name), parts);
}

/// Where the URL that begins before `at` ends: quotes may be escaped, in JSON within JSON.
inline std::size_t end_of_url(std::string_view text, std::size_t at) noexcept {
    return std::min(text.find_first_of(" \t\r\n\"'<>`", at), text.size());
}

/// How much of what follows `scheme://` is user and password. Where the text ends before the `@`, a port that
/// is no number gives them away.
inline std::size_t user_length(std::string_view url) noexcept {
    const std::string_view authority = url.substr(0, url.find_first_of("/?#\\"));
    const std::size_t user = authority.rfind('@');
    if (user != authority.npos) return user;
    const std::size_t colon = authority.find(':');
    const bool numeric =
        std::ranges::all_of(authority.substr(std::min(colon, authority.size() - 1) + 1), is_digit);
    return colon == authority.npos || numeric || authority.starts_with('[') ? 0 : authority.size();
}

inline void append_url(std::string& out, std::string_view url) {
    const std::size_t query = std::min(url.find_first_of("?#"), url.size());
    const std::size_t user = url.empty() ? 0 : user_length(url);
    if (user != 0) out += mask;
    out += url.substr(user, query - user);
    if (query != url.size()) append_all(out, {url.substr(query, 1), mask});
}

/// What follows `scheme://` loses its user and its query.
inline std::string without_url_secrets(std::string_view text) {
    constexpr std::array<std::string_view, 2> marks{"://", ":\\/\\/"};
    std::string out;
    while (!text.empty()) {
        std::size_t at = text.npos;
        for (const std::string_view mark : marks) {
            const std::size_t found = text.find(mark);
            if (found != text.npos) at = std::min(at, found + mark.size());
        }
        if (at == text.npos) break;
        const std::size_t end = end_of_url(text, at);
        out += text.substr(0, at);
        append_url(out, text.substr(at, end - at));
        text.remove_prefix(end);
    }
    return out += text;
}

inline std::string without_long_runs(std::string_view text) {
    constexpr std::size_t longest = 160;
    const auto in_run = [](char c) {
        return is_alphanumeric(c) || std::string_view("+/=_-.\\%").find(c) != std::string_view::npos;
    };
    std::string out;
    while (!text.empty()) {
        const auto end = std::ranges::find_if_not(text, in_run);
        const auto length = static_cast<std::size_t>(end - text.begin());
        out += length > longest ? mask : text.substr(0, length);
        text.remove_prefix(length);
        if (text.empty()) break;
        out += text[0];
        text.remove_prefix(1);
    }
    return out;
}

/// The length of the JSON string at the front, with both quotes, or what is there of it.
inline std::size_t string_length(std::string_view text) noexcept {
    for (std::size_t i = 1; i < text.size(); ++i) {
        if (text[i] == '\\') {
            ++i;
        } else if (text[i] == '"') {
            return i + 1;
        }
    }
    return text.size();
}

/// The length of the JSON value at the front, or what is there of it.
inline std::size_t value_length(std::string_view text) noexcept {
    std::size_t depth = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const char c = text[at];
        const bool closes = c == ']' || c == '}';
        if (depth == 0 && (closes || c == ',')) break;
        if (c == '[' || c == '{') ++depth;
        if (closes) --depth;
        at += c == '"' ? string_length(text.substr(at)) : 1;
    }
    return at;
}

/// Takes out the values of secret members, whatever these values are made of.
inline std::string without_secret_members(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    std::string out;
    while (!text.empty()) {
        const std::size_t quote = std::min(text.find('"'), text.size());
        out += text.substr(0, quote);
        text.remove_prefix(quote);
        const std::string_view name = text.substr(0, string_length(text));
        out += name;
        text.remove_prefix(name.size());
        const std::size_t colon = std::min(text.find_first_not_of(blanks), text.size());
        if (!text.substr(colon).starts_with(':')) continue;
        const std::size_t value = std::min(text.find_first_not_of(blanks, colon + 1), text.size());
        if (!is_secret_member(name.substr(1, name.size() - 2))) continue;
        append_all(out, {text.substr(0, value), "\"", mask, "\""});
        text.remove_prefix(value);
        text.remove_prefix(value_length(text));
    }
    return out;
}

inline void append_headers(std::string& out, std::span<const header_view> headers) {
    for (const header_view& each : headers) {
        append_printable(out, each.name);
        out += ": ";
        append_printable(out, is_secret_header(each.name) ? std::string(mask) : masked(each.value));
        out += '\n';
    }
}

inline void append_rest(std::string& out, std::uint64_t size, std::size_t shown) {
    if (size > shown) append_all(out, {"... and ", std::to_string(size - shown), " bytes more"});
}

inline void append_body(std::string& out, const request_body& body) {
    const std::string_view text = body.text.substr(0, longest_dumped_body);
    append_printable(out, masked(text));
    append_rest(out, body.text.size(), text.size());
    if (!body.blob.empty())
        append_all(out, {"... and ", std::to_string(body.blob.size()), " bytes of a blob"});
}

}

ECR_DECL std::string masked(std::string_view text) {
    return masking::without_long_runs(
        masking::without_url_secrets(redacted(masking::without_secret_members(text))));
}

ECR_DECL std::string dump_request(const http_request& request) {
    std::string out;
    append_all(out, {request.method, " "});
    append_printable(out, masked(request.target.substr(0, request.target.find('?'))));
    if (request.target.find('?') != request.target.npos) append_all(out, {"?", masking::mask});
    out += " HTTP/1.1\n";
    masking::append_headers(out, request.headers);
    out += '\n';
    masking::append_body(out, request.body);
    return out;
}

ECR_DECL std::string dump_response(int status, std::span<const header_view> headers, std::string_view body,
                                   std::uint64_t size) {
    std::string out = "HTTP " + std::to_string(status) + "\n";
    masking::append_headers(out, headers);
    out += '\n';
    append_printable(out, masked(body));
    masking::append_rest(out, size, body.size());
    return out;
}

}
