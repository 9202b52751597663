#include <ecr/detail/datetime.hpp>

#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ecr::detail;

constexpr std::int64_t noon = 1'714'564'800'000; // 2024-05-01T12:00:00Z

ecr::timestamp at(std::int64_t milliseconds) {
    return ecr::timestamp{std::chrono::milliseconds{milliseconds}};
}

std::string count_of(const std::optional<ecr::timestamp>& time) {
    return time ? std::to_string(time->time_since_epoch().count()) : "refused";
}

struct moment {
    std::int64_t milliseconds{};
    std::string_view iso8601{};
    std::string_view rfc1123{};
    std::string_view epoch_seconds{};
};

// Computed with Python's datetime and email.utils.
constexpr auto moments = std::to_array<moment>({
    {-62135596800000, "0001-01-01T00:00:00Z", "Mon, 01 Jan 0001 00:00:00 GMT", "-62135596800"},
    {-62135596799999, "0001-01-01T00:00:00.001Z", "Mon, 01 Jan 0001 00:00:00 GMT", "-62135596799.999"},
    {-62035804800001, "0004-02-29T23:59:59.999Z", "Sun, 29 Feb 0004 23:59:59 GMT", "-62035804800.001"},
    {-59006404800000, "0100-02-28T12:00:00Z", "Sun, 28 Feb 0100 12:00:00 GMT", "-59006404800"},
    {-49539340800000, "0400-02-29T00:00:00Z", "Tue, 29 Feb 0400 00:00:00 GMT", "-49539340800"},
    {-30585822589990, "1000-10-10T10:10:10.010Z", "Fri, 10 Oct 1000 10:10:10 GMT", "-30585822589.99"},
    {-12219292800000, "1582-10-15T00:00:00Z", "Fri, 15 Oct 1582 00:00:00 GMT", "-12219292800"},
    {-11670976371910, "1600-02-29T06:07:08.090Z", "Tue, 29 Feb 1600 06:07:08 GMT", "-11670976371.91"},
    {-2208988800500, "1899-12-31T23:59:59.500Z", "Sun, 31 Dec 1899 23:59:59 GMT", "-2208988800.5"},
    {-2203891201000, "1900-02-28T23:59:59Z", "Wed, 28 Feb 1900 23:59:59 GMT", "-2203891201"},
    {-2203891200000, "1900-03-01T00:00:00Z", "Thu, 01 Mar 1900 00:00:00 GMT", "-2203891200"},
    {-2147483649000, "1901-12-13T20:45:51Z", "Fri, 13 Dec 1901 20:45:51 GMT", "-2147483649"},
    {-2077743477000, "1904-02-29T01:02:03Z", "Mon, 29 Feb 1904 01:02:03 GMT", "-2077743477"},
    {-310473944840, "1960-02-29T13:14:15.160Z", "Mon, 29 Feb 1960 13:14:15 GMT", "-310473944.84"},
    {-86400000, "1969-12-31T00:00:00Z", "Wed, 31 Dec 1969 00:00:00 GMT", "-86400"},
    {-1250, "1969-12-31T23:59:58.750Z", "Wed, 31 Dec 1969 23:59:58 GMT", "-1.25"},
    {-1, "1969-12-31T23:59:59.999Z", "Wed, 31 Dec 1969 23:59:59 GMT", "-0.001"},
    {0, "1970-01-01T00:00:00Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0"},
    {1, "1970-01-01T00:00:00.001Z", "Thu, 01 Jan 1970 00:00:00 GMT", "0.001"},
    {78796799000, "1972-06-30T23:59:59Z", "Fri, 30 Jun 1972 23:59:59 GMT", "78796799"},
    {784111777000, "1994-11-06T08:49:37Z", "Sun, 06 Nov 1994 08:49:37 GMT", "784111777"},
    {946684799990, "1999-12-31T23:59:59.990Z", "Fri, 31 Dec 1999 23:59:59 GMT", "946684799.99"},
    {946684800000, "2000-01-01T00:00:00Z", "Sat, 01 Jan 2000 00:00:00 GMT", "946684800"},
    {951825600000, "2000-02-29T12:00:00Z", "Tue, 29 Feb 2000 12:00:00 GMT", "951825600"},
    {978220800000, "2000-12-31T00:00:00Z", "Sun, 31 Dec 2000 00:00:00 GMT", "978220800"},
    {1000000000000, "2001-09-09T01:46:40Z", "Sun, 09 Sep 2001 01:46:40 GMT", "1000000000"},
    {1440938160000, "2015-08-30T12:36:00Z", "Sun, 30 Aug 2015 12:36:00 GMT", "1440938160"},
    {1600000000000, "2020-09-13T12:26:40Z", "Sun, 13 Sep 2020 12:26:40 GMT", "1600000000"},
    {1688439721005, "2023-07-04T03:02:01.005Z", "Tue, 04 Jul 2023 03:02:01 GMT", "1688439721.005"},
    {1709251199000, "2024-02-29T23:59:59Z", "Thu, 29 Feb 2024 23:59:59 GMT", "1709251199"},
    {1714564800123, "2024-05-01T12:00:00.123Z", "Wed, 01 May 2024 12:00:00 GMT", "1714564800.123"},
    {2147483647000, "2038-01-19T03:14:07Z", "Tue, 19 Jan 2038 03:14:07 GMT", "2147483647"},
    {2147483648000, "2038-01-19T03:14:08Z", "Tue, 19 Jan 2038 03:14:08 GMT", "2147483648"},
    {4107538800000, "2100-02-28T23:00:00Z", "Sun, 28 Feb 2100 23:00:00 GMT", "4107538800"},
    {4107542400000, "2100-03-01T00:00:00Z", "Mon, 01 Mar 2100 00:00:00 GMT", "4107542400"},
    {4294967296000, "2106-02-07T06:28:16Z", "Sun, 07 Feb 2106 06:28:16 GMT", "4294967296"},
    {13574563200000, "2400-02-29T00:00:00Z", "Tue, 29 Feb 2400 00:00:00 GMT", "13574563200"},
    {100000000000000, "5138-11-16T09:46:40Z", "Wed, 16 Nov 5138 09:46:40 GMT", "100000000000"},
    {253402300799000, "9999-12-31T23:59:59Z", "Fri, 31 Dec 9999 23:59:59 GMT", "253402300799"},
    {253402300799999, "9999-12-31T23:59:59.999Z", "Fri, 31 Dec 9999 23:59:59 GMT", "253402300799.999"},
});

struct reading {
    std::string_view text{};
    std::int64_t milliseconds{};
};

}

BOOST_AUTO_TEST_SUITE(datetime)

BOOST_AUTO_TEST_CASE(every_moment_is_read_from_each_of_its_forms) {
    for (const auto& [milliseconds, iso8601, rfc1123, epoch_seconds] : moments) {
        const auto whole_seconds = milliseconds - ((milliseconds % 1000) + 1000) % 1000;

        BOOST_TEST(count_of(parse_timestamp(iso8601)) == std::to_string(milliseconds), iso8601);
        BOOST_TEST(count_of(parse_timestamp(epoch_seconds)) == std::to_string(milliseconds), epoch_seconds);
        BOOST_TEST(count_of(parse_timestamp(rfc1123)) == std::to_string(whole_seconds), rfc1123);
        BOOST_TEST(count_of(parse_http_date(rfc1123)) == std::to_string(whole_seconds), rfc1123);
    }
}

BOOST_AUTO_TEST_CASE(every_moment_is_written_in_each_of_its_forms) {
    for (const auto& [milliseconds, iso8601, rfc1123, epoch_seconds] : moments) {
        BOOST_TEST(to_iso8601(at(milliseconds)) == iso8601);
        BOOST_TEST(to_epoch_seconds(at(milliseconds)) == epoch_seconds);
    }
}

BOOST_AUTO_TEST_CASE(iso_8601_is_read_in_all_its_variants) {
    constexpr auto rows = std::to_array<reading>({{"2024-05-01T12:00:00Z", noon},
                                                  {"2024-05-01t12:00:00z", noon},
                                                  {"2024-05-01 12:00:00Z", noon},
                                                  {"2024-05-01T12:00Z", noon},
                                                  {"2024-05-01T12:00:00", noon},
                                                  {"2024-05-01T12:00:00UTC", noon},
                                                  {"2024-05-01", noon - 43'200'000},
                                                  {"2024-05-01T12:00:00+00:00", noon},
                                                  {"2024-05-01T12:00:00-00:00", noon},
                                                  {"2024-05-01T12:00:00+01:00", 1'714'561'200'000},
                                                  {"2024-05-01T12:00:00-0530", 1'714'584'600'000},
                                                  {"2024-05-01T12:00:00+01", 1'714'561'200'000},
                                                  {"2024-01-01T00:30:00+01:00", 1'704'065'400'000},
                                                  {"2024-02-28T23:30:00-01:00", 1'709'166'600'000},
                                                  {"2024-05-01T12:00:00.5Z", noon + 500},
                                                  {"2024-05-01T12:00:00,25Z", noon + 250},
                                                  {"2024-05-01T12:00:00.123456789+01:00", noon - 3'599'877},
                                                  {"2024-05-01T12:00:00.1234Z", noon + 123},
                                                  {"2024-05-01T12:00:00.1235Z", noon + 124},
                                                  {"2024-05-01T12:00:00.12349999999999999999Z", noon + 123},
                                                  {"2024-05-01T12:00:00.9995Z", noon + 1000},
                                                  {"2024-05-01T12:00:00.0000000000000000000000001Z", noon},
                                                  {"2016-12-31T23:59:60Z", 1'483'228'800'000},
                                                  {"2016-12-31T23:59:60.5Z", 1'483'228'800'500}});

    for (const auto& [text, milliseconds] : rows)
        BOOST_TEST(count_of(parse_timestamp(text)) == std::to_string(milliseconds), text);
}

BOOST_AUTO_TEST_CASE(rfc_822_and_850_are_read_in_all_their_variants) {
    constexpr auto rows = std::to_array<reading>({{"Wed, 01 May 2024 12:00:00 GMT", noon},
                                                  {"01 May 2024 12:00:00 GMT", noon},
                                                  {"1 May 2024 12:00:00 GMT", noon},
                                                  {"Wed, 1 May 24 12:00:00 UT", noon},
                                                  {"Wed, 01 May 2024 12:00:00 UTC", noon},
                                                  {"Wed, 01 May 2024 12:00:00 Z", noon},
                                                  {"wed, 01 MAY 2024 12:00:00 gmt", noon},
                                                  {"Wed,  1 May 2024 12:00:00 GMT", noon},
                                                  {"Wed, 01 May 2024 12:00 GMT", noon},
                                                  {"Wed, 01 May 2024 12:00:00.123 GMT", noon + 123},
                                                  {"Wed, 01 May 2024 12:00:00 +0130", 1'714'559'400'000},
                                                  {"1 May 2024 12:00 -0800", 1'714'593'600'000},
                                                  {"Wednesday, 01-May-24 12:00:00 GMT", noon},
                                                  {"Wed, 01-May-2024 12:00:00 GMT", noon},
                                                  {"Sat, 31 Dec 2016 23:59:60 GMT", 1'483'228'800'000},
                                                  {"Monday, 31-Dec-68 23:59:59 GMT", 3'124'223'999'000},
                                                  {"1 Jan 69 00:00:00 GMT", -31'536'000'000}});

    for (const auto& [text, milliseconds] : rows)
        BOOST_TEST(count_of(parse_timestamp(text)) == std::to_string(milliseconds), text);
}

BOOST_AUTO_TEST_CASE(dates_and_times_that_do_not_exist_are_refused) {
    constexpr auto texts = std::to_array<std::string_view>({"2024-02-30",
                                                            "2023-02-29",
                                                            "1900-02-29",
                                                            "2024-04-31",
                                                            "2024-13-01",
                                                            "2024-00-01",
                                                            "2024-01-00",
                                                            "2024-01-32",
                                                            "2024-99-99",
                                                            "2024-05-01T24:00:00Z",
                                                            "2024-05-01T25:00:00Z",
                                                            "2024-05-01T12:60:00Z",
                                                            "2024-05-01T12:00:61Z",
                                                            "2024-05-01T12:00:00+24:00",
                                                            "2024-05-01T12:00:00+01:60",
                                                            "Fri, 30 Feb 2024 12:00:00 GMT",
                                                            "00 May 2024 12:00:00 GMT",
                                                            "32 May 2024 12:00:00 GMT",
                                                            "01 May 2024 24:00:00 GMT",
                                                            "01 May 2024 12:00:00 +9900"});

    for (const auto text : texts) BOOST_TEST(count_of(parse_timestamp(text)) == "refused", text);
}

BOOST_AUTO_TEST_CASE(text_with_anything_missing_or_left_over_is_refused) {
    constexpr auto texts = std::to_array<std::string_view>({"",
                                                            " ",
                                                            "Z",
                                                            "T",
                                                            "now",
                                                            "null",
                                                            "2024-05",
                                                            "2024-5-1",
                                                            "24-05-01",
                                                            "+2024-05-01",
                                                            "-2024-05-01",
                                                            "12024-05-01",
                                                            "2024/05/01",
                                                            "2024-05-01T",
                                                            "2024-05-01T12",
                                                            "2024-05-01T12Z",
                                                            "2024-05-01T12:0:00Z",
                                                            "2024-05-01T12:00:Z",
                                                            "2024-05-01T12:00:00.Z",
                                                            "2024-05-01T12:00:00.+1Z",
                                                            "2024-05-01T12:00:00+1",
                                                            "2024-05-01T12:00:00+01:",
                                                            "2024-05-01T12:00:00+01:0",
                                                            "2024-05-01T12:00:00+0",
                                                            "2024-05-01T12:00:00ZZ",
                                                            "2024-05-01T12:00:00Z ",
                                                            " 2024-05-01T12:00:00Z",
                                                            "2024-05-01  12:00:00Z",
                                                            "2024-05-01T12:00:00 Z",
                                                            "2024-05-01T12:00:00PST",
                                                            "2024-05-01x",
                                                            "2024-05-01Z",
                                                            "-1-01-01",
                                                            "Wed 01 May 2024 12:00:00 GMT",
                                                            "Wed,01 May 2024 12:00:00 GMT",
                                                            "Wedn, 01 May 2024 12:00:00 GMT",
                                                            "Mai, 01 May 2024 12:00:00 GMT",
                                                            "Wed, 01 Mai 2024 12:00:00 GMT",
                                                            "Wed, 01 May 2024",
                                                            "Wed, 01 May 2024 12:00:00",
                                                            "Wed, 01 May 2024 12:00:00 PST",
                                                            "Wed, 01 May 2024 12:00:00 GMT+1",
                                                            "Wed, 01 May 2024 12:00:00 GMT ",
                                                            "Wed, 01 May 024 12:00:00 GMT",
                                                            "Wed, 01 May 20245 12:00:00 GMT",
                                                            "Wed, 001 May 2024 12:00:00 GMT",
                                                            "Wed, 01 May 2024 1:00:00 GMT",
                                                            "Wed, 01May2024 12:00:00 GMT",
                                                            "Wed,"});

    for (const auto text : texts) BOOST_TEST(count_of(parse_timestamp(text)) == "refused", text);
    BOOST_TEST(count_of(parse_timestamp({"2024-05-01T12:00:00Z\0", 21})) == "refused");
}

BOOST_AUTO_TEST_CASE(a_cut_off_text_is_never_read_beyond_its_end) {
    for (const std::string text :
         {"2024-05-01T12:00:00.123+01:00", "Wednesday, 01-May-24 12:00:00 GMT", "Wed May  1 12:00:00 2024"}) {
        for (std::size_t size = 0; size != text.size(); ++size) {
            const std::vector<char> exact(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));

            const auto http = parse_http_date({exact.data(), size});
            const auto lenient = parse_timestamp({exact.data(), size});

            BOOST_TEST(count_of(http) == "refused", text.substr(0, size));
            BOOST_TEST((!lenient || text.starts_with("2024")), text.substr(0, size));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_date_header_has_one_of_three_forms) {
    constexpr auto rows = std::to_array<reading>({{"Sun, 06 Nov 1994 08:49:37 GMT", 784'111'777'000},
                                                  {"Sunday, 06-Nov-94 08:49:37 GMT", 784'111'777'000},
                                                  {"Sun Nov  6 08:49:37 1994", 784'111'777'000},
                                                  {"Wed May 01 12:00:00 2024", noon},
                                                  {"Wed May  1 12:00:00 2024", noon},
                                                  {"Wednesday, 01-May-24 12:00:00 GMT", noon},
                                                  {"Sat, 31 Dec 2016 23:59:60 GMT", 1'483'228'800'000}});

    for (const auto& [text, milliseconds] : rows)
        BOOST_TEST(count_of(parse_http_date(text)) == std::to_string(milliseconds), text);
}

BOOST_AUTO_TEST_CASE(a_date_header_in_any_other_form_is_refused) {
    constexpr auto texts = std::to_array<std::string_view>({"",
                                                            "0",
                                                            "1714564800",
                                                            "2024-05-01T12:00:00Z",
                                                            "Thu, 01 Jan",
                                                            "garbage",
                                                            "Wed, 1 May 2024 12:00:00 GMT",
                                                            "01 May 2024 12:00:00 GMT",
                                                            "Thu, 01 May 2024 12:00:00 GMT",
                                                            "Tuesday, 01-May-24 12:00:00 GMT",
                                                            "Thu May  1 12:00:00 2024",
                                                            "wed, 01 May 2024 12:00:00 GMT",
                                                            "Wed, 01 may 2024 12:00:00 GMT",
                                                            "Wed, 01 May 2024 12:00:00 gmt",
                                                            "Wed, 01 May 2024 12:00:00 UTC",
                                                            "Wed, 01 May 2024 12:00:00 +0000",
                                                            "Wed, 01 May 2024 12:00:00",
                                                            "Wed, 01 May 2024 12:00 GMT",
                                                            "Wed, 01 May 24 12:00:00 GMT",
                                                            "Wed,  01 May 2024 12:00:00 GMT",
                                                            "Wed, 01 May 2024 12:00:00 GMT ",
                                                            " Wed, 01 May 2024 12:00:00 GMT",
                                                            "Wed, 01-May-2024 12:00:00 GMT",
                                                            "Wednesday, 01 May 2024 12:00:00 GMT",
                                                            "Wed, 01-May-24 12:00:00 GMT",
                                                            "Wed, 01 May 2024 12:00:00.5 GMT",
                                                            "Wed, 01 May 2024 24:00:00 GMT",
                                                            "Wed, 01 May 2024 12:00:61 GMT",
                                                            "Fri, 30 Feb 2024 12:00:00 GMT",
                                                            "Mit, 01 Mai 2024 12:00:00 GMT",
                                                            "Wed May 1 12:00:00 2024",
                                                            "Wed May  1 12:00:00 2024 GMT",
                                                            "Wed May   1 12:00:00 2024",
                                                            "Wed May  01 12:00:00 2024"});

    for (const auto text : texts) BOOST_TEST(count_of(parse_http_date(text)) == "refused", text);
}

BOOST_AUTO_TEST_CASE(moments_beyond_four_digits_of_year_are_written_without_overflow) {
    using limits = std::numeric_limits<std::int64_t>;

    BOOST_TEST(to_iso8601(at(253'402'300'800'000)) == "10000-01-01T00:00:00Z");
    BOOST_TEST(to_iso8601(at(-62'167'219'200'000)) == "0000-01-01T00:00:00Z");
    BOOST_TEST(to_iso8601(at(-62'167'219'200'001)) == "-0001-12-31T23:59:59.999Z");
    BOOST_TEST(to_iso8601(at(limits::max())) == "292278994-08-17T07:12:55.807Z");
    BOOST_TEST(to_iso8601(at(limits::min())) == "-292275055-05-16T16:47:04.192Z");
}

BOOST_AUTO_TEST_CASE(days_all_over_400_years_survive_the_round_trip) {
    constexpr std::int64_t day = 86'400'000;
    std::size_t wrong = 0;
    for (std::int64_t number = -146'097 / 2; number <= 146'097 / 2; number += 11)
        if (parse_timestamp(to_iso8601(at(number * day + 1))) != at(number * day + 1)) ++wrong;
    BOOST_TEST(wrong == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
