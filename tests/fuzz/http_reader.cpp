#include "../support/http_outcome.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string_view>

namespace {

constexpr ecr::response_limits limits{.max_head = 1000, .max_headers = 8, .max_body = 100};

void expect_equal(const support::http_outcome& whole, const support::http_outcome& cut) {
    if (whole == cut) return;
    std::cerr << "in one piece: " << whole << "\nin pieces: " << cut << '\n';
    std::abort();
}

// A complete response says how long it is: without what follows it reads the same.
void expect_same_alone(std::string_view text, const support::http_outcome& whole) {
    const auto all = [](std::string_view rest) { return rest.size(); };
    auto alone = support::read_http(text.substr(0, whole.used), all, limits);
    if (!alone.done) std::abort();
    alone.keep_alive = whole.keep_alive;
    expect_equal(whole, alone);
}

}

// The first byte decides how the rest, a response, is cut; every way to cut it must give the same outcome.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    auto state = std::uint32_t{data[0]} * 2654435761U + 1;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const auto longest = std::size_t{1} + data[0] % 16U;

    const auto whole = support::read_http(
        text, [](std::string_view rest) { return rest.size(); }, limits);
    const auto random = [&](std::string_view) {
        state = state * 1664525U + 1013904223U;
        return std::size_t{1} + (state >> 16) % longest;
    };
    const auto byte = [](std::string_view) { return std::size_t{1}; };

    expect_equal(whole, support::read_http(text, random, limits));
    expect_equal(whole, support::read_http(text, byte, limits));
    if (whole.done) expect_same_alone(text, whole);
    if (whole.done == (whole.defect != ecr::detail::http_defect::none)) std::abort();
    if (whole.body.size() > limits.max_body || whole.headers.size() > limits.max_headers) std::abort();
    return 0;
}
