#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/utf8.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

namespace printing {

// The length of the UTF-8 sequence at the start of `text` that is safe to print as it is, or 0.
inline std::size_t safe_sequence(std::string_view text) noexcept {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return first >= 0x20 && first != 0x7F ? 1 : 0;
    const std::size_t length = first >= 0xF0 ? 4U : first >= 0xE0 ? 3U : 2U;
    const std::string_view sequence = text.substr(0, length);
    if (sequence.size() != length || utf8_valid_prefix(sequence) != length) return 0;
    const bool is_control = first == 0xC2 && static_cast<unsigned char>(text[1]) < 0xA0;
    const bool is_line_break = sequence == "\xE2\x80\xA8" || sequence == "\xE2\x80\xA9";
    return is_control || is_line_break ? 0 : length;
}

inline void append_escape(std::string& out, char c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
    case '\n':
        out += "\\n";
        return;
    case '\r':
        out += "\\r";
        return;
    case '\t':
        out += "\\t";
        return;
    default:
        break;
    }
    out += "\\x";
    out += digits[byte >> 4U];
    out += digits[byte & 0xFU];
}

enum class extent : unsigned char { word, line, after_scheme };

struct secret_name {
    std::string_view text;
    extent value;
};

// In lower case. Without a left boundary: `signature` also finds X-Amz-Signature.
inline constexpr secret_name secret_names[] = {
    {"authorization", extent::line},      {"cookie", extent::line},
    {"security-token", extent::word},     {"securitytoken", extent::word},
    {"authorizationtoken", extent::word}, {"authorization-token", extent::word},
    {"signature", extent::word},          {"sessiontoken", extent::word},
    {"session_token", extent::word},      {"secretaccesskey", extent::word},
    {"secret_access_key", extent::word},  {"secretkey", extent::word},
    {"accesstoken", extent::word},        {"access_token", extent::word},
    {"refreshtoken", extent::word},       {"refresh_token", extent::word},
    {"id_token", extent::word},           {"idtoken", extent::word},
    {"webidentitytoken", extent::word},   {"tokencode", extent::word},
    {"client_secret", extent::word},      {"clientsecret", extent::word},
    {"password", extent::word},           {"dpop", extent::word},
    {"bearer", extent::after_scheme},     {"basic", extent::after_scheme},
};

inline bool starts_with_name(std::string_view text, std::string_view name) noexcept {
    return text.size() >= name.size() && std::ranges::equal(text.substr(0, name.size()), name, {}, &to_lower);
}

inline std::size_t skip(std::string_view text, std::size_t at, std::string_view any) noexcept {
    return std::min(text.find_first_not_of(any, at), text.size());
}

inline std::size_t end_of_value(std::string_view text, std::size_t at, extent value) noexcept {
    constexpr std::string_view after_word = " \t\r\n\"'<>&,;\\}])";
    constexpr std::string_view after_line = "\r\n\"<>\\";
    return std::min(text.find_first_of(value == extent::line ? after_line : after_word, at), text.size());
}

struct found_value {
    std::size_t begin = 0;
    std::size_t end = 0;
};

// The value that belongs to `name` at the start of `text`; empty when this is only a word of a sentence.
inline found_value value_of(std::string_view text, const secret_name& name) noexcept {
    constexpr std::size_t shortest_token = 16;
    if (!starts_with_name(text, name.text)) return {};
    if (name.value == extent::after_scheme) {
        const std::size_t begin = skip(text, name.text.size(), " ");
        const std::size_t end = end_of_value(text, begin, extent::word);
        const bool is_token = begin != name.text.size() && end - begin >= shortest_token;
        return is_token ? found_value{begin, end} : found_value{};
    }
    const std::size_t separator = skip(text, name.text.size(), " \t\"'\\");
    if (separator == text.size() || (text[separator] != ':' && text[separator] != '=')) return {};
    const std::size_t begin = skip(text, separator + 1, " \t\"'\\");
    return {begin, end_of_value(text, begin, name.value)};
}

// User and password of a URL whose `://` is at the start of `text`.
inline found_value user_at(std::string_view text) noexcept {
    constexpr std::string_view mark = "://";
    if (!text.starts_with(mark)) return {};
    const std::string_view authority = text.substr(0, text.find_first_of("/?# \t\r\n\"'<>\\", mark.size()));
    const std::size_t user = authority.rfind('@');
    return user == authority.npos ? found_value() : found_value{mark.size(), user};
}

inline found_value secret_at(std::string_view text) noexcept {
    if (const found_value user = user_at(text); user.end != user.begin) return user;
    for (const secret_name& name : secret_names) {
        const found_value found = value_of(text, name);
        if (found.end != found.begin) return found;
    }
    return {};
}

}

ECR_DECL void append_printable(std::string& out, std::string_view text, std::size_t limit) {
    const std::size_t begin = out.size();
    while (!text.empty()) {
        const std::size_t before = out.size();
        const std::size_t length = printing::safe_sequence(text);
        if (length == 0) {
            printing::append_escape(out, text[0]);
        } else {
            out += text.substr(0, length);
        }
        if (out.size() - begin > limit) return out.resize(before);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
}

ECR_DECL std::string redacted(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const printing::found_value secret = printing::secret_at(text);
        if (secret.end == secret.begin) {
            out += text[0];
            text.remove_prefix(1);
            continue;
        }
        out += text.substr(0, secret.begin);
        out += "***";
        text.remove_prefix(secret.end);
    }
    return out;
}

}
