#pragma once

#include "http_outcome.hpp"

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace support {

inline http_outcome whole(std::string_view text, const ecr::response_limits& limits = {}) {
    return read_http(
        text, [](std::string_view rest) { return rest.size(); }, limits);
}

inline http_outcome bytewise(std::string_view text, const ecr::response_limits& limits = {}) {
    return read_http(
        text, [](std::string_view) { return std::size_t{1}; }, limits);
}

/// The outcome for a text in one piece, which is also that of every other way to cut it.
inline http_outcome read(std::string_view text, const ecr::response_limits& limits = {}) {
    auto expected = whole(text, limits);
    BOOST_TEST(bytewise(text, limits) == expected);
    for (std::size_t cut = 1; cut < text.size(); ++cut) {
        const auto split = [&](std::string_view rest) {
            return rest.size() == text.size() ? cut : rest.size();
        };
        BOOST_TEST(read_http(text, split, limits) == expected);
    }
    return expected;
}

inline std::string response(std::string_view headers, std::string_view body = {}) {
    return "HTTP/1.1 200 OK\r\n" + std::string(headers) + "\r\n" + std::string(body);
}

}
