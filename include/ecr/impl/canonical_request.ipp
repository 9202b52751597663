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
#include <utility>

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

// Most values hold no space and no control character, and session tokens are long: eight bytes at a time.
ECR_DECL bool has_space_or_control(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + i, 8);
        if (((word - ones * 0x21) & ~word & ones * 0x80) != 0) return true;
    }
    return std::any_of(text.begin() + static_cast<std::ptrdiff_t>(i), text.end(),
                       [](char c) { return static_cast<unsigned char>(c) <= ' '; });
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
    return std::any_of(value.begin(), value.end(),
                       [](char c) { return c == '\r' || c == '\n' || c == '\0'; });
}

ECR_DECL or_refusal<void> check_header(const header_view& header) {
    if (!is_token(header.name)) return refuse_name(header.name);
    if (has_space_or_control(header.value) && breaks_line(header.value)) return refuse_value(header.name);
    return {};
}

ECR_DECL void canonical_request::clear() noexcept {
    arena_.clear();
    text_.clear();
    signed_headers_.clear();
    headers_.clear();
    sorted_ = false;
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
    const bool plain = !has_space_or_control(value);
    if (!plain && breaks_line(value)) return refuse_value(name);

    const auto begin = arena_.size();
    arena_.resize(begin + name.size() + value.size() + 2);
    if (!write_lower_token(name, arena_.data() + begin)) {
        arena_.resize(begin);
        return refuse_name(name);
    }
    auto* out = arena_.data() + begin + name.size();
    *out++ = ':';
    out = plain ? std::copy(value.begin(), value.end(), out) : write_collapsed(value, out);
    *out++ = '\n';
    arena_.resize(static_cast<std::size_t>(out - arena_.data()));
    headers_.push_back({.begin = begin, .name_size = name.size(), .size = arena_.size() - begin});
    sorted_ = false;
    return {};
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

// The place in the arena breaks the tie: repeated headers keep their order.
ECR_DECL void canonical_request::sort_headers() {
    if (std::exchange(sorted_, true)) return;
    std::sort(headers_.begin(), headers_.end(), [this](const entry& left, const entry& right) {
        const auto order = name(left).compare(name(right));
        return order != 0 ? order < 0 : left.begin < right.begin;
    });

    signed_headers_.clear();
    std::string_view previous;
    for (const auto& header : headers_) {
        if (name(header) == previous) continue;
        previous = name(header);
        signed_headers_.append(arena_, header.begin, header.name_size + 1);
        signed_headers_.back() = ';';
    }
    if (!signed_headers_.empty()) signed_headers_.pop_back();
}

ECR_DECL const std::string& canonical_request::signed_headers() {
    sort_headers();
    return signed_headers_;
}

ECR_DECL void canonical_request::write_headers() {
    sort_headers();
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
    append_all(text_, {"\n", signed_headers_, "\n", payload_hash});
    return {};
}

}
