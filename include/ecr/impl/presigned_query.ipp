#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/presigned_query.hpp>
#include <ecr/detail/uri.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>

namespace ecr::inline ECR_ABI::detail {

namespace python {

struct code_points {
    char32_t first;
    char32_t last;
};

// What Python escapes beyond ASCII: controls, formats, separators and private use, as of Unicode 14. What is
// not assigned is left out, as that differs from one Python to the next.
inline constexpr code_points unprintable[] = {
    {0x80, 0xA0},       {0xAD, 0xAD},         {0x600, 0x605},     {0x61C, 0x61C},     {0x6DD, 0x6DD},
    {0x70F, 0x70F},     {0x890, 0x891},       {0x8E2, 0x8E2},     {0x1680, 0x1680},   {0x180E, 0x180E},
    {0x2000, 0x200F},   {0x2028, 0x202F},     {0x205F, 0x2064},   {0x2066, 0x206F},   {0x3000, 0x3000},
    {0xE000, 0xF8FF},   {0xFEFF, 0xFEFF},     {0xFFF9, 0xFFFB},   {0x110BD, 0x110BD}, {0x110CD, 0x110CD},
    {0x13430, 0x13438}, {0x1BCA0, 0x1BCA3},   {0x1D173, 0x1D17A}, {0xE0001, 0xE0001}, {0xE0020, 0xE007F},
    {0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD},
};

inline bool is_printable(char32_t c) noexcept {
    if (c < 0x80) return c >= 0x20 && c != 0x7F;
    return std::ranges::none_of(unprintable, [c](auto each) { return c >= each.first && c <= each.last; });
}

inline std::size_t sequence_length(char first) noexcept {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1U : byte < 0xE0 ? 2U : byte < 0xF0 ? 3U : 4U;
}

// The first code point of text that is UTF-8.
inline char32_t decode(std::string_view sequence) noexcept {
    const auto first = static_cast<unsigned char>(sequence[0]);
    if (sequence.size() == 1) return first;
    char32_t c = first & (0x7FU >> sequence.size());
    for (const char next : sequence.substr(1)) c = c << 6U | (static_cast<unsigned char>(next) & 0x3FU);
    return c;
}

inline void append_escape(std::string& out, char32_t c) {
    constexpr std::string_view digits = "0123456789abcdef";
    const std::size_t length = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out += length == 2 ? "\\x" : length == 4 ? "\\u" : "\\U";
    for (std::size_t i = length; i-- != 0;) out += digits[c >> 4 * i & 15U];
}

inline void append_quoted(std::string& out, std::string_view text) {
    const bool doubled = text.find('\'') != text.npos && text.find('"') == text.npos;
    const char quote = doubled ? '"' : '\'';
    out += quote;
    while (!text.empty()) {
        const std::string_view sequence = text.substr(0, sequence_length(text[0]));
        text.remove_prefix(sequence.size());
        const char c = sequence[0];
        if (c == quote || c == '\\') {
            (out += '\\') += c;
        } else if (c == '\n' || c == '\r' || c == '\t') {
            (out += '\\') += c == '\n' ? 'n' : c == '\r' ? 'r' : 't';
        } else if (is_printable(decode(sequence))) {
            out += sequence;
        } else {
            append_escape(out, decode(sequence));
        }
    }
    out += quote;
}

/// Reads compact JSON from the front.
class json_text {
public:
    explicit json_text(std::string_view text)
        : rest_(text) {}

    [[nodiscard]] char next() const noexcept { return rest_.empty() ? '\0' : rest_.front(); }

    /// Calls `visit` before each element of the list, or each member of the object, that comes next.
    template <class Visitor>
    void each(Visitor visit) {
        rest_.remove_prefix(1);
        while (next() != ']' && next() != '}' && next() != '\0') {
            visit();
            if (next() == ',') rest_.remove_prefix(1);
        }
        skip(1);
    }

    std::string name() {
        std::string text = string();
        skip(1);
        return text;
    }

    std::string string() {
        std::string text;
        skip(1);
        while (next() != '"' && next() != '\0') {
            const char c = take();
            text += c == '\\' ? escaped() : c;
        }
        skip(1);
        return text;
    }

    std::string_view word() {
        const std::string_view text = rest_.substr(0, rest_.find_first_of(",]}"));
        skip(text.size());
        return text;
    }

private:
    void skip(std::size_t count) { rest_.remove_prefix(std::min(count, rest_.size())); }
    char take() {
        const char c = next();
        skip(1);
        return c;
    }
    // Only control characters are written by number.
    char escaped() {
        constexpr std::string_view letters = "bfnrt";
        const char c = take();
        if (c == 'u') {
            unsigned value = 0;
            std::from_chars(rest_.data(), rest_.data() + std::min<std::size_t>(4, rest_.size()), value, 16);
            skip(4);
            return static_cast<char>(value);
        }
        const std::size_t at = letters.find(c);
        return at == letters.npos ? c : "\b\f\n\r\t"[at];
    }

    std::string_view rest_;
};

// NOLINTNEXTLINE(misc-no-recursion): as deep as the request
inline void append_value(std::string& out, json_text& json) {
    const char first = json.next();
    std::string_view before;
    const auto separate = [&] {
        out += before;
        before = ", ";
    };
    if (first == '"') return append_quoted(out, json.string());
    if (first == '[' || first == '{') {
        out += first;
        json.each([&] {
            separate();
            if (first == '{') {
                append_quoted(out, json.name());
                out += ": ";
            }
            append_value(out, json);
        });
        out += first == '[' ? ']' : '}';
        return;
    }
    const std::string_view word = json.word();
    out += word == "true" ? "True" : word == "false" ? "False" : word == "null" ? "None" : word;
}

inline void append_pair(std::string& query, std::string_view name, json_text& json) {
    std::string value;
    if (json.next() == '"') {
        value = json.string();
    } else {
        append_value(value, json);
    }
    if (!query.empty()) query += '&';
    append_encoded(query, name);
    append_encoded(query += '=', value);
}

}

ECR_DECL std::string presigned_query(std::string_view json) {
    std::string query;
    python::json_text text(json);
    text.each([&] {
        const std::string name = text.name();
        if (text.next() == '[') {
            text.each([&] { python::append_pair(query, name, text); });
        } else {
            python::append_pair(query, name, text);
        }
    });
    return query;
}

}
