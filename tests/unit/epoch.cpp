#include <ecr/detail/epoch.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace ecr::detail;

constexpr auto most = std::numeric_limits<std::int64_t>::max();
constexpr auto least = std::numeric_limits<std::int64_t>::min();

ecr::timestamp at(std::int64_t milliseconds) {
    return ecr::timestamp{std::chrono::milliseconds{milliseconds}};
}

std::string count_of(const std::optional<ecr::timestamp>& time) {
    return time ? std::to_string(time->time_since_epoch().count()) : "refused";
}

}

BOOST_AUTO_TEST_SUITE(epoch)

BOOST_AUTO_TEST_CASE(text_is_read_exactly_and_rounded_to_the_nearest_millisecond) {
    struct row {
        std::string_view text{};
        std::int64_t milliseconds{};
    };
    constexpr auto rows = std::to_array<row>({
        {"0", 0},
        {"-0", 0},
        {"0.0", 0},
        {"1", 1000},
        {"-1", -1000},
        {"2024", 2'024'000},
        {"1.6e9", 1'600'000'000'000},
        {"1.6E9", 1'600'000'000'000},
        {"1.6e+09", 1'600'000'000'000},
        {"16e8", 1'600'000'000'000},
        {"1600000000000e-3", 1'600'000'000'000},
        {"1.7145648001234E9", 1'714'564'800'123},
        {"1714564800.123", 1'714'564'800'123},
        {"1714564800.1235", 1'714'564'800'124},
        {"1714564800.1234999999999999999999999999999999", 1'714'564'800'123},
        {"1714564800.999999999", 1'714'564'801'000},
        {"-0.5", -500},
        {"-1714564800.25", -1'714'564'800'250},
        {"0.0004", 0},
        {"0.0005", 1},
        {"-0.0005", -1},
        {"0.00049", 0},
        {"0.00005", 0},
        {"5e-4", 1},
        {"5e-5", 0},
        {"1e-400", 0},
        {"1e-999999999", 0},
        {"0e999999999", 0},
        {"0.000000000000000000000000000017145648e38", 1'714'564'800'000},
        {"17145648000000000000000000000000e-22", 1'714'564'800'000},
        {"00001", 1000},
        {"9223372036854775.807", most},
        {"-9223372036854775.808", least},
        {"9223372036854775.8074", most},
        {"1844674407370955.16159", 1'844'674'407'370'955'162},
        {"1844674407370955.16149999", 1'844'674'407'370'955'161},
        {"-1844674407370955.1625", -1'844'674'407'370'955'163},
    });

    for (const auto& [text, milliseconds] : rows)
        BOOST_TEST(count_of(parse_epoch_seconds(text)) == std::to_string(milliseconds), text);
}

BOOST_AUTO_TEST_CASE(text_that_is_no_number_or_fits_no_timestamp_is_refused) {
    constexpr auto texts = std::to_array<std::string_view>({
        "",
        "-",
        "+1",
        ".",
        ".5",
        "5.",
        "1.e3",
        "e3",
        "1e",
        "1e+",
        "1e-",
        "1e1.5",
        "--1",
        "1-",
        "1 ",
        " 1",
        "1,5",
        "1.2.3",
        "0x10",
        "inf",
        "nan",
        "NaN",
        "Infinity",
        "1f",
        "1e3e3",
        "1_000",
        "١",
        "1e16",
        "-1e16",
        "1e400",
        "1e17",
        "9223372036854775.808",
        "9223372036854775.8075",
        "-9223372036854775.809",
        "9223372036854776",
        "99999999999999999999999999999999",
        "18446744073709551616",
        "1e999999999",
        "1e9999999999",
        "1e99999999999999999999",
    });

    for (const auto text : texts) BOOST_TEST(count_of(parse_epoch_seconds(text)) == "refused", text);
    BOOST_TEST(count_of(parse_epoch_seconds({"1\0", 2})) == "refused");
}

BOOST_AUTO_TEST_CASE(doubles_are_rounded_to_the_nearest_millisecond) {
    struct row {
        double seconds{};
        std::int64_t milliseconds{};
    };
    constexpr auto rows = std::to_array<row>({{0.0, 0},
                                              {-0.0, 0},
                                              {1.6e9, 1'600'000'000'000},
                                              {1714564800.123, 1'714'564'800'123},
                                              {1714564800.9996, 1'714'564'801'000},
                                              {-0.5, -500},
                                              {-0.0006, -1},
                                              {0.0004, 0},
                                              {1e-310, 0},
                                              {-62135596800.0, -62'135'596'800'000}});

    for (const auto& [seconds, milliseconds] : rows)
        BOOST_TEST(count_of(timestamp_from_epoch(seconds)) == std::to_string(milliseconds), seconds);
}

BOOST_AUTO_TEST_CASE(doubles_that_fit_no_timestamp_are_refused) {
    using limits = std::numeric_limits<double>;
    for (const auto seconds : {limits::quiet_NaN(), limits::infinity(), -limits::infinity(), limits::max(),
                               limits::lowest(), 1e16, -1e16, 9223372036854776.0, -9223372036854776.0})
        BOOST_TEST(count_of(timestamp_from_epoch(seconds)) == "refused", seconds);
    BOOST_TEST(count_of(timestamp_from_epoch(9223372036854774.0)) == "9223372036854774000");
    BOOST_TEST(count_of(timestamp_from_epoch(-9223372036854774.0)) == "-9223372036854774000");
}

BOOST_AUTO_TEST_CASE(integers_are_taken_up_to_the_last_that_fits) {
    BOOST_TEST(count_of(timestamp_from_epoch(std::int64_t{1'714'564'800})) == "1714564800000");
    BOOST_TEST(count_of(timestamp_from_epoch(std::int64_t{-1})) == "-1000");
    BOOST_TEST(count_of(timestamp_from_epoch(most / 1000)) == "9223372036854775000");
    BOOST_TEST(count_of(timestamp_from_epoch(least / 1000)) == "-9223372036854775000");
    for (const auto seconds : {most / 1000 + 1, least / 1000 - 1, most, least})
        BOOST_TEST(count_of(timestamp_from_epoch(seconds)) == "refused", seconds);
}

BOOST_AUTO_TEST_CASE(seconds_are_written_with_as_few_decimals_as_say_the_same) {
    struct row {
        std::int64_t milliseconds{};
        std::string_view text{};
    };
    constexpr auto rows = std::to_array<row>({{0, "0"},
                                              {1, "0.001"},
                                              {-1, "-0.001"},
                                              {10, "0.01"},
                                              {100, "0.1"},
                                              {-500, "-0.5"},
                                              {1000, "1"},
                                              {1001, "1.001"},
                                              {-1010, "-1.01"},
                                              {-1999, "-1.999"},
                                              {1'714'564'800'000, "1714564800"},
                                              {1'714'564'800'123, "1714564800.123"},
                                              {1'714'564'800'120, "1714564800.12"},
                                              {1'714'564'800'103, "1714564800.103"},
                                              {1'600'000'000'000, "1600000000"},
                                              {most, "9223372036854775.807"},
                                              {least, "-9223372036854775.808"}});

    for (const auto& [milliseconds, text] : rows) BOOST_TEST(to_epoch_seconds(at(milliseconds)) == text);
}

BOOST_AUTO_TEST_CASE(the_longest_text_fills_the_buffer_and_no_more) {
    std::array<char, epoch_seconds_size + 1> buffer{};
    buffer.back() = '#';

    const auto* const end = write_epoch_seconds(at(least), buffer.data());

    BOOST_TEST(end - buffer.data() == static_cast<std::ptrdiff_t>(epoch_seconds_size));
    BOOST_TEST(buffer.back() == '#');
}

BOOST_AUTO_TEST_CASE(what_is_written_is_read_back) {
    for (std::int64_t milliseconds = -2500; milliseconds <= 2500; ++milliseconds)
        BOOST_TEST((parse_epoch_seconds(to_epoch_seconds(at(milliseconds))) == at(milliseconds)),
                   milliseconds);
    for (const auto milliseconds : {most, least, most - 1, least + 1, most / 3, least / 7})
        BOOST_TEST((parse_epoch_seconds(to_epoch_seconds(at(milliseconds))) == at(milliseconds)),
                   milliseconds);
}

BOOST_AUTO_TEST_SUITE_END()
