#pragma once

#include <ecr/detail/append_all.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/canonical_request.hpp>
#include <ecr/detail/http_syntax.hpp>
#include <ecr/detail/quoted.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace ecr::inline ECR_ABI::detail {

// The characters of an HTTP token in lower case, and zero for all others.
inline constexpr auto lower_token_characters = [] {
    std::array<char, 256> lower{};
    for (int i = 0; i < 256; ++i) {
        const auto c = static_cast<char>(i);
        if (is_alphanumeric(c) ||
            (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos))
            lower[static_cast<std::size_t>(i)] = to_lower(c);
    }
    return lower;
}();

/// Writes the token in lower case to `out`, which has room for it; false if it is none.
ECR_DECL bool write_lower_token(std::string_view text, char* out) noexcept {
    bool valid = !text.empty();
    for (const char c : text)
        valid &= (*out++ = lower_token_characters[static_cast<unsigned char>(c)]) != '\0';
    return valid;
}

constexpr bool is_header_space(char c) noexcept {
    return c == ' ' || (c >= '\t' && c <= '\f' && c != '\n');
}

/// Whether one of the bytes is less than `bound`, which is ASCII. Session tokens are long: it looks at eight
/// bytes at a time, and at some of the last ones twice.
ECR_DECL bool has_below(std::string_view text, unsigned char bound) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    if (text.size() < 8)
        return std::any_of(text.begin(), text.end(),
                           [bound](char c) { return static_cast<unsigned char>(c) < bound; });
    const auto word_has = [bound](const char* begin) {
        std::uint64_t word = 0;
        std::memcpy(&word, begin, 8);
        return ((word - ones * bound) & ~word & ones * 0x80) != 0;
    };
    for (std::size_t i = 0; i + 8 < text.size(); i += 8)
        if (word_has(text.data() + i)) return true;
    return word_has(text.data() + text.size() - 8);
}

ECR_DECL bool has_control(std::string_view text) noexcept {
    return has_below(text, ' ');
}

/// Whether the value is signed as it is sent.
ECR_DECL bool is_collapsed(std::string_view value) noexcept {
    if (!has_below(value, ' ' + 1)) return true;
    return !has_control(value) && value.front() != ' ' && value.back() != ' ' &&
           value.find("  ") == value.npos;
}

ECR_DECL bool is_unsigned_header(std::string_view name) noexcept {
    static constexpr std::array<std::string_view, 12> names{"authorization",
                                                            "connection",
                                                            "expect",
                                                            "keep-alive",
                                                            "proxy-authenticate",
                                                            "proxy-authorization",
                                                            "te",
                                                            "trailer",
                                                            "transfer-encoding",
                                                            "upgrade",
                                                            "user-agent",
                                                            "x-amzn-trace-id"};
    return std::any_of(names.begin(), names.end(), [&](std::string_view unsigned_name) {
        return name.size() == unsigned_name.size() && is_named({.name = name}, unsigned_name);
    });
}

ECR_DECL refusal refuse_name(std::string_view name) {
    return refuse("header name is " + quoted(name) + ": it is empty or holds a forbidden character");
}

ECR_DECL refusal refuse_value(std::string_view name) {
    return refuse("header " + quoted(name) + " holds a line break or a null character");
}

ECR_DECL bool breaks_line(std::string_view value) noexcept {
    return has_control(value) && std::any_of(value.begin(), value.end(),
                                             [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

ECR_DECL or_refusal<void> check_header(const header_view& header) {
    if (!is_token(header.name)) return refuse_name(header.name);
    if (breaks_line(header.value)) return refuse_value(header.name);
    return {};
}

ECR_DECL void canonical_request::clear() noexcept {
    arena_.clear();
    text_.clear();
    signed_headers_.clear();
    headers_.clear();
}

/// Writes the value with every run of white space as one space and returns the place after it.
ECR_DECL char* write_collapsed(std::string_view value, char* out) noexcept {
    const char* const begin = out;
    bool space = false;
    for (const char c : value) {
        if (is_header_space(c)) {
            space = true;
            continue;
        }
        if (space && out != begin) *out++ = ' ';
        space = false;
        *out++ = c;
    }
    return out;
}

ECR_DECL or_refusal<void> canonical_request::add(const header_view& header) {
    const auto& [name, value] = header;
    const bool collapsed = is_collapsed(value);
    if (!collapsed && breaks_line(value)) return refuse_value(name);

    const auto begin = arena_.size();
    arena_.resize(begin + name.size() + value.size() + 2);
    if (!write_lower_token(name, arena_.data() + begin)) {
        arena_.resize(begin);
        return refuse_name(name);
    }
    auto* out = arena_.data() + begin + name.size();
    *out++ = ':';
    out = collapsed ? std::copy(value.begin(), value.end(), out) : write_collapsed(value, out);
    *out++ = '\n';
    if (!collapsed) arena_.resize(static_cast<std::size_t>(out - arena_.data()));
    insert({.begin = begin, .name_size = name.size(), .size = arena_.size() - begin});
    return {};
}

// After those of the same name: repeated headers keep their order. From the end, as most come in order.
ECR_DECL void canonical_request::insert(const entry& header) {
    auto place = headers_.end();
    while (place != headers_.begin() && name(header) < name(*(place - 1))) --place;
    headers_.insert(place, header);
    signed_headers_.clear();
}

ECR_DECL or_refusal<void> canonical_request::add_listed(std::span<const header_view> headers,
                                                        std::string_view names) {
    for (;;) {
        const auto name = names.substr(0, names.find(';'));
        bool found = false;
        for (const auto& header : headers) {
            if (!is_named(header, name)) continue;
            const auto added = add(header);
            if (added.has_error()) return added;
            found = true;
        }
        if (!found) return refuse("signed header " + quoted(name) + " is missing");
        if (name.size() == names.size()) return {};
        names.remove_prefix(name.size() + 1);
    }
}

ECR_DECL std::string_view canonical_request::name(const entry& header) const noexcept {
    return {arena_.data() + header.begin, header.name_size};
}

ECR_DECL const std::string& canonical_request::signed_headers() {
    if (!signed_headers_.empty()) return signed_headers_;
    std::string_view previous;
    for (const auto& header : headers_) {
        if (name(header) == previous) continue;
        previous = name(header);
        signed_headers_.append(arena_, header.begin, header.name_size + 1);
        signed_headers_.back() = ';';
    }
    if (!signed_headers_.empty()) signed_headers_.pop_back();
    return signed_headers_;
}

ECR_DECL void canonical_request::write_headers() {
    std::string_view previous;
    for (const auto& header : headers_) {
        const bool repeated = name(header) == previous;
        const auto skipped = repeated ? header.name_size + 1 : 0;
        if (repeated) text_.back() = ',';
        text_.append(arena_, header.begin + skipped, header.size - skipped);
        previous = name(header);
    }
}

ECR_DECL or_refusal<void> canonical_request::write(std::string_view method, std::string_view path,
                                                   std::string_view query, std::string_view payload_hash,
                                                   path_rules rules) {
    if (!is_token(method)) return refuse("method " + quoted(method) + " is not an HTTP token");
    text_.clear();
    append_all(text_, {method, "\n"});
    append_canonical_path(text_, path, rules);
    text_ += '\n';
    const auto query_written = append_canonical_query(text_, query);
    if (query_written.has_error()) return query_written;
    text_ += '\n';
    write_headers();
    append_all(text_, {"\n", signed_headers(), "\n", payload_hash});
    return {};
}

}
