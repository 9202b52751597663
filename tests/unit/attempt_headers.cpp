#include <ecr/detail/attempt_headers.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace {

using ecr::timestamp;
using ecr::detail::append_sdk_request;
using ecr::detail::attempt_ttl;
using ecr::detail::make_invocation_id;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

constexpr timestamp noon = std::chrono::sys_days(std::chrono::year(2026) / 7 / 4) + 12h;

std::string sdk_request(std::optional<timestamp> ttl, int attempt, int max_attempts) {
    std::string out;
    append_sdk_request(out, ttl, attempt, max_attempts);
    return out;
}

std::string invocation_id(const std::array<std::uint8_t, 16>& random) {
    const auto id = make_invocation_id(random);
    return {id.data(), id.size()};
}

}

BOOST_AUTO_TEST_SUITE(attempt_headers)

BOOST_AUTO_TEST_CASE(the_invocation_id_is_a_random_uuid) {
    const std::array<std::uint8_t, 16> counting{0x00, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77,
                                                0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};
    std::array<std::uint8_t, 16> ones{};
    ones.fill(0xff);

    BOOST_TEST(invocation_id(counting) == "00112233-4455-4677-8899-aabbccddeeff");
    BOOST_TEST(invocation_id({}) == "00000000-0000-4000-8000-000000000000");
    BOOST_TEST(invocation_id(ones) == "ffffffff-ffff-4fff-bfff-ffffffffffff");
}

BOOST_AUTO_TEST_CASE(every_random_bit_beside_version_and_variant_counts) {
    const std::string zero = invocation_id({});
    int used = 0;

    for (std::size_t bit = 0; bit != 128; ++bit) {
        std::array<std::uint8_t, 16> random{};
        random[bit / 8] = static_cast<std::uint8_t>(1U << (bit % 8));
        used += invocation_id(random) == zero ? 0 : 1;
    }

    BOOST_TEST(used == 122);
}

BOOST_AUTO_TEST_CASE(the_first_attempt_already_says_how_many_there_may_be) {
    BOOST_TEST(sdk_request(std::nullopt, 1, 3) == "attempt=1; max=3");
    BOOST_TEST(sdk_request(std::nullopt, 12, 100) == "attempt=12; max=100");
}

BOOST_AUTO_TEST_CASE(the_ttl_comes_first) {
    BOOST_TEST(sdk_request(noon, 2, 3) == "ttl=20260704T120000Z; attempt=2; max=3");
}

BOOST_AUTO_TEST_CASE(the_value_is_appended) {
    std::string out = "amz-sdk-request: ";

    append_sdk_request(out, std::nullopt, 1, 1);

    BOOST_TEST(out == "amz-sdk-request: attempt=1; max=1");
}

BOOST_AUTO_TEST_CASE(the_ttl_is_the_end_of_the_wait_by_the_clock_of_the_service) {
    struct row {
        milliseconds read_timeout;
        milliseconds skew;
        std::string_view text;
    };
    for (const row& each : {row{30s, 0s, "20260704T120030Z"}, row{30s, 5min, "20260704T120530Z"},
                            row{30s, -5min, "20260704T115530Z"}, row{0s, -13h, "20260703T230000Z"},
                            row{999ms, 0s, "20260704T120000Z"}, row{999ms, 1ms, "20260704T120001Z"}}) {
        const auto ttl = attempt_ttl(noon, each.read_timeout, each.skew);

        BOOST_TEST(sdk_request(ttl, 1, 3) == "ttl=" + std::string(each.text) + "; attempt=1; max=3");
    }
}

BOOST_AUTO_TEST_CASE(without_a_known_clock_or_a_limit_there_is_no_ttl) {
    BOOST_TEST(!attempt_ttl(noon, 30s, std::nullopt));
    BOOST_TEST(!attempt_ttl(noon, std::nullopt, 0s));
    BOOST_TEST(!attempt_ttl(noon, milliseconds::max(), 5min));
}

BOOST_AUTO_TEST_CASE(a_date_beyond_four_digits_of_years_is_left_out) {
    constexpr timestamp far = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);

    BOOST_TEST(sdk_request(far - 1ms, 1, 3) == "ttl=99991231T235959Z; attempt=1; max=3");
    BOOST_TEST(sdk_request(far, 1, 3) == "attempt=1; max=3");
}

BOOST_AUTO_TEST_SUITE_END()
