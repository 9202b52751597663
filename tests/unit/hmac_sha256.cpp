#include <ecr/detail/hex.hpp>
#include <ecr/detail/hmac_sha256.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

using namespace ecr::detail;

namespace {

std::string mac(std::string_view key, std::string_view message) {
    const std::vector<std::uint8_t> bytes(key.begin(), key.end());
    ecr::detail::sha256 algorithm;
    const ecr::detail::hmac_sha256 keyed(bytes, algorithm);
    const auto digits = hex(keyed(message, algorithm));
    return {digits.begin(), digits.end()};
}

}

BOOST_AUTO_TEST_SUITE(hmac_sha256)

BOOST_AUTO_TEST_CASE(the_vectors_of_rfc_4231_come_out) {
    BOOST_TEST(mac(std::string(20, '\x0b'), "Hi There") ==
               "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    BOOST_TEST(mac("Jefe", "what do ya want for nothing?") ==
               "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    BOOST_TEST(mac(std::string(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First") ==
               "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

BOOST_AUTO_TEST_CASE(a_key_of_about_one_block_is_hashed_only_when_it_is_longer) {
    BOOST_TEST(mac("", "message") == "eb08c1f56d5ddee07f7bdf80468083da06b64cf4fac64fe3a90883df5feacae4");
    BOOST_TEST(mac(std::string(63, 'k'), "message") ==
               "e27efa30bcbfbc25b4d936ffd8553392f398eb2edada1dac2423a961af0c305b");
    BOOST_TEST(mac(std::string(64, 'k'), "message") ==
               "890f3a16e0ca0aaa3bf180f70fa8e3970b3fd6505e98fde157988dcc19d1685c");
    BOOST_TEST(mac(std::string(65, 'k'), "message") ==
               "0c256505306af48015530c139bb7add5ad7a6a9291cd511278a067e765816fbd");
}

BOOST_AUTO_TEST_CASE(one_key_serves_many_messages) {
    const std::vector<std::uint8_t> key{'J', 'e', 'f', 'e'};
    ecr::detail::sha256 scratch;
    const ecr::detail::hmac_sha256 keyed(key, scratch);

    const auto first = keyed("what do ya want for nothing?", scratch);
    const auto other = keyed("something else", scratch);
    const auto again = keyed("what do ya want for nothing?", scratch);

    BOOST_TEST((first == again));
    BOOST_TEST((first != other));
}

BOOST_AUTO_TEST_SUITE_END()
