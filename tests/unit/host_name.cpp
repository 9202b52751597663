#include <ecr/detail/host_name.hpp>

#include <boost/asio/ip/address_v6.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

using ecr::detail::is_host_label;
using ecr::detail::is_host_name;
using ecr::detail::is_ipv6_address;

namespace {

// All texts of up to six of the given pieces.
std::vector<std::string> combinations(const std::vector<std::string>& pieces) {
    std::vector<std::string> all{""};
    std::size_t begin = 0;
    for (int length = 0; length < 6; ++length) {
        const auto end = all.size();
        for (; begin < end; ++begin) {
            for (const auto& piece : pieces) all.push_back(all[begin] + piece);
        }
    }
    return all;
}

}

BOOST_AUTO_TEST_SUITE(host_name)

BOOST_AUTO_TEST_CASE(a_label_is_letters_digits_and_inner_hyphens) {
    for (const std::string text : {"a", "us-east-1", "A1", "1a", "a--b", "0x1"})
        BOOST_TEST(is_host_label(text), text);
    for (const std::string text :
         {"", "-a", "a-", "-", "a.b", "a_b", "a/b", "a b", "a\n", "12", "0", "\xc3\xa9"}) {
        BOOST_TEST(!is_host_label(text), text);
    }
}

BOOST_AUTO_TEST_CASE(a_label_has_at_most_63_characters) {
    BOOST_TEST(is_host_label(std::string(63, 'a')));
    BOOST_TEST(!is_host_label(std::string(64, 'a')));
}

BOOST_AUTO_TEST_CASE(a_label_with_a_zero_byte_is_refused) {
    BOOST_TEST(!is_host_label(std::string_view("us\0east", 7)));
}

BOOST_AUTO_TEST_CASE(a_host_name_is_labels_between_dots) {
    for (const std::string text : {"localhost", "a.b", "127.0.0.1", "my_stack", "h.", "xn--a.example"}) {
        BOOST_TEST(is_host_name(text), text);
    }
    for (const std::string text :
         {"", ".", "a..b", ".a", "a..", "-a.b", "a.b-", "a b", "a\\b", "a%41", "[::1]", "a:1"}) {
        BOOST_TEST(!is_host_name(text), text);
    }
}

BOOST_AUTO_TEST_CASE(a_host_name_has_at_most_253_characters) {
    const std::string label(62, 'a');
    const std::string longest = label + "." + label + "." + label + "." + label + ".a";

    BOOST_TEST(longest.size() == 253u);
    BOOST_TEST(is_host_name(longest));
    BOOST_TEST(!is_host_name(longest + "a"));
    BOOST_TEST(!is_host_name(std::string(64, 'a')));
}

BOOST_AUTO_TEST_CASE(ipv6_addresses_are_judged_as_the_system_judges_them) {
    std::vector<std::string> texts = combinations({"1", "ffff", "12345", "::", ":", "g"});
    for (const std::string prefix : {"::", "1:", "::ffff:", "1:2:3:4:5:6:", "1:2:3:4:5:6:7:", "1:2:3:4:5:"}) {
        for (const std::string tail : {"", "1", ":", ":8", "1.2.3.4", "255.255.255.255", "256.1.1.1",
                                       "01.2.3.4", "0.0.0.0", "1.2.3", "1.2.3.4.5", "1.2.3.4:1", "a.b.c.d"}) {
            texts.push_back(prefix + tail);
        }
    }

    for (const auto& text : texts) {
        boost::system::error_code failure;
        boost::asio::ip::make_address_v6(text, failure);
        if (is_ipv6_address(text) == failure.failed()) BOOST_ERROR(text);
    }
}

BOOST_AUTO_TEST_CASE(an_ipv6_address_has_neither_zone_nor_brackets) {
    for (const std::string text : {"fe80::1%eth0", "fe80::1%25eth0", "[::1]", " ::1", "::1 ", "1.2.3.4"}) {
        BOOST_TEST(!is_ipv6_address(text), text);
    }
}

BOOST_AUTO_TEST_SUITE_END()
