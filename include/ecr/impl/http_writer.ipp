#pragma once

#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/http_syntax.hpp>
#include <ecr/detail/http_writer.hpp>
#include <ecr/detail/quoted.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

inline bool is_header_named(std::string_view name, std::string_view lower) noexcept {
    return std::ranges::equal(name, lower, {}, to_lower);
}

inline std::optional<violation> refused_header(const ecr::header_view& header) {
    const auto& [name, value] = header;
    if (!is_token(name)) return violation{quoted(name), "is not the name of a header"};
    if (!is_header_value(value)) return violation{std::string(name), "has a control character in its value"};
    if (is_header_named(name, "content-length") || is_header_named(name, "transfer-encoding"))
        return violation{std::string(name), "is not to be set: the length of the body is added"};
    return std::nullopt;
}

inline std::optional<violation> refused_request(const http_request& request) {
    if (!is_token(request.method)) return violation{"method", "is not an HTTP method"};
    if (!is_request_target(request.target))
        return violation{"target", "is empty or has characters that must be percent-encoded"};
    for (const auto& header : request.headers)
        if (auto problem = refused_header(header)) return problem;
    return std::nullopt;
}

// Servers wait for the length of what is posted, and some refuse one with what is only asked for (RFC 9110,
// section 8.6).
inline bool states_length(const http_request& request) noexcept {
    return request.body.size() != 0 || (request.method != "GET" && request.method != "HEAD");
}

/// Hands the parts of the head one after the other to `put`.
template <class Put>
void for_each_part(const http_request& request, Put put) {
    put(request.method);
    put(" ");
    put(request.target);
    put(" HTTP/1.1\r\n");
    for (const auto& [name, value] : request.headers) {
        put(name);
        put(": ");
        put(value);
        put("\r\n");
    }
    if (states_length(request)) {
        std::array<char, 20> digits;
        auto* const begin = digits.data();
        const auto end = std::to_chars(begin, begin + digits.size(), request.body.size()).ptr;
        put("Content-Length: ");
        put(std::string_view(begin, end));
        put("\r\n");
    }
    put("\r\n");
}

ECR_DECL std::optional<violation> write_http_head(std::string& out, const http_request& request) {
    if (auto problem = refused_request(request)) return problem;

    std::size_t size = 0;
    for_each_part(request, [&size](std::string_view part) { size += part.size(); });
    const auto begin = out.size();
    const bool has_body = is_sent_with_head(request.body.size());
    out.reserve(begin + size + (has_body ? static_cast<std::size_t>(request.body.size()) : 0));
    out.resize(begin + size);
    auto* place = out.data() + begin;
    for_each_part(request,
                  [&place](std::string_view part) { place = std::copy(part.begin(), part.end(), place); });
    if (has_body) for_each_piece(request.body, [&out](std::string_view piece) { out.append(piece); });
    return std::nullopt;
}

}
