#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator/web_token.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(emulator_web_token)

namespace {

using ecr::detail::to_base64url;
using ecr::emulation::read_web_token;

const std::string header = to_base64url(R"({"alg":"ES256"})");
const std::string claims = to_base64url(R"({"sub":"pod","exp":1700000000})");
const std::string signature = to_base64url("\x01\xff");

}

BOOST_AUTO_TEST_CASE(a_token_is_read) {
    const auto read = read_web_token(header + "." + claims + "." + signature);

    BOOST_TEST_REQUIRE(read.has_value());
    BOOST_TEST(read->header.text("alg").value() == "ES256");
    BOOST_TEST(read->claims.text("sub").value() == "pod");
    BOOST_TEST(read->claims.integer("exp").value() == 1'700'000'000);
    BOOST_TEST(read->signed_text == header + "." + claims);
    BOOST_TEST(read->signature == "\x01\xff");
}

BOOST_AUTO_TEST_CASE(what_has_other_parts_is_no_token) {
    const auto list = to_base64url("[]");
    for (const auto& bad :
         {std::string(), std::string("."), std::string(".."), std::string("x"), header + "." + claims,
          header + "." + claims + "." + signature + ".", "." + header + "." + claims + "." + signature,
          list + "." + claims + "." + signature, header + "." + list + "." + signature,
          header + "." + claims + "." + signature + "=", header + "." + claims + ".+",
          header + "." + claims + "x." + signature, header + ".." + signature})
        BOOST_TEST(!read_web_token(bad).has_value(), bad);
}

BOOST_AUTO_TEST_SUITE_END()
