#include <ecr/detail/ip_address.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

namespace {

using namespace ecr::detail;

std::string bytes_of(std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto address = parse_ip_address(text);
    if (!address) return "refused";
    std::string out;
    for (const auto byte : address->bytes) out.append({digits[byte >> 4], digits[byte & 15]});
    return out;
}

}

BOOST_AUTO_TEST_SUITE(ip_address)

BOOST_AUTO_TEST_CASE(addresses_are_read_into_sixteen_bytes) {
    const struct {
        std::string text, bytes;
    } table[] = {
        {"0.0.0.0", "00000000000000000000ffff00000000"},
        {"169.254.170.2", "00000000000000000000ffffa9feaa02"},
        {"255.255.255.255", "00000000000000000000ffffffffffff"},
        {"::", "00000000000000000000000000000000"},
        {"::1", "00000000000000000000000000000001"},
        {"1::", "00010000000000000000000000000000"},
        {"FD00:ec2::23", "fd000ec2000000000000000000000023"},
        {"1:2:3:4:5:6:7:8", "00010002000300040005000600070008"},
        {"1:2:3::6:7:8", "00010002000300000000000600070008"},
        {"::ffff:127.0.0.1", "00000000000000000000ffff7f000001"},
        {"0:0:0:0:0:ffff:7f00:1", "00000000000000000000ffff7f000001"},
        {"64:ff9b::1.2.3.4", "0064ff9b000000000000000001020304"},
        {"1:2:3:4:5:6:1.2.3.4", "00010002000300040005000601020304"},
    };

    for (const auto& row : table) BOOST_TEST_CONTEXT(row.text) {
            BOOST_TEST(bytes_of(row.text) == row.bytes);
        }
}

BOOST_AUTO_TEST_CASE(what_is_no_address_is_refused) {
    for (const auto* text : {"",
                             ".",
                             "1",
                             "1.2.3",
                             "1.2.3.4.5",
                             "1.2.3.4.",
                             ".1.2.3.4",
                             "1..3.4",
                             "256.1.1.1",
                             "1.2.3.0400",
                             "01.2.3.4",
                             "1.2.3.-4",
                             "1.2.3.+4",
                             "1.2.3.4 ",
                             "0x7f.0.0.1",
                             ":",
                             ":::",
                             "1::2::3",
                             "1:2:3:4:5:6:7",
                             "1:2:3:4:5:6:7:8:9",
                             "12345::",
                             "[::1]",
                             "::1%eth0",
                             "::g",
                             "::1.2.3",
                             "::1.2.3.4:5",
                             "localhost"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(bytes_of(text) == "refused");
        }
    }
}

BOOST_AUTO_TEST_CASE(a_network_contains_the_addresses_that_share_its_prefix) {
    const struct {
        std::string network, inside, outside;
    } table[] = {
        {"10.0.0.0/8", "10.255.255.255", "11.0.0.0"},
        {"10.1.2.3/8", "10.9.9.9", "9.255.255.255"},
        {"172.16.0.0/12", "172.31.255.255", "172.32.0.0"},
        {"192.168.1.128/25", "192.168.1.128", "192.168.1.127"},
        {"192.168.1.1", "192.168.1.1", "192.168.1.2"},
        {"192.168.1.1/32", "::ffff:192.168.1.1", "192.168.1.0"},
        {"0.0.0.0/0", "255.1.2.3", "::1"},
        {"::/0", "fe80::1", "1.2.3.4"},
        {"fe80::/10", "febf:ffff::1", "fec0::"},
        {"fd00::/8", "fdff::", "fc00::"},
        {"2001:db8::1/128", "2001:DB8:0::1", "2001:db8::2"},
        {"::ffff:10.0.0.0/104", "10.1.1.1", "11.1.1.1"},
    };

    for (const auto& row : table) {
        BOOST_TEST_CONTEXT(row.network) {
            const auto network = parse_ip_network(row.network);
            BOOST_REQUIRE(network.has_value());
            BOOST_TEST(network->contains(parse_ip_address(row.inside).value()));
            BOOST_TEST(!network->contains(parse_ip_address(row.outside).value()));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_network_is_refused) {
    for (const auto* text :
         {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "10.0.0.0/8 ",
          "10.0/8", "::/129", "::/1000", "::/99999999999", "[::1]/128", "host/8"}) {
        BOOST_TEST_CONTEXT(text) {
            BOOST_TEST(!parse_ip_network(text));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
