#include <ecr/detail/base64_text.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>

BOOST_AUTO_TEST_SUITE(base64_text)

namespace {

using namespace std::string_literals;
namespace detail = ecr::detail;

struct sample {
    std::string bytes;
    std::string_view text;
    std::string_view url;
};

const sample samples[]{
    {"", "", ""},
    {"f", "Zg==", "Zg"},
    {"fo", "Zm8=", "Zm8"},
    {"foo", "Zm9v", "Zm9v"},
    {"\0\xff"s, "AP8=", "AP8"},
    {"\xfb\xff\xbf"s, "+/+/", "-_-_"},
};

}

BOOST_AUTO_TEST_CASE(bytes_survive_in_both_alphabets) {
    for (const auto& each : samples) {
        BOOST_TEST(detail::to_base64(each.bytes) == each.text);
        BOOST_TEST(detail::to_base64url(each.bytes) == each.url);
        BOOST_TEST((detail::from_base64(each.text) == each.bytes));
        BOOST_TEST((detail::from_base64url(std::string(each.url)) == each.bytes));
    }
}

BOOST_AUTO_TEST_CASE(what_no_encoder_writes_is_refused) {
    for (const auto* const text : {"Zg", "Zg=", "Z", "Zm9v\n", "Zh==", "-_-_"})
        BOOST_TEST(!detail::from_base64(text), text);
    for (const auto* const text : {"Zg==", "Z", "Zm9v\n", "Zh", "+/+/"})
        BOOST_TEST(!detail::from_base64url(text), text);
}

BOOST_AUTO_TEST_SUITE_END()
