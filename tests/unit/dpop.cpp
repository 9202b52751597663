#include <ecr/detail/dpop.hpp>

#include <boost/json/parse.hpp>
#include <boost/test/unit_test.hpp>

#include <openssl/bio.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <memory>
#include <string>
#include <support/p256.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(dpop)

namespace {

using namespace test;
using ecr::detail::make_dpop;

const ecr::detail::dpop_claims claims{.method = "POST",
                                      .url = "https://us-east-1.signin.aws.amazon.com/v1/token",
                                      .id = "00112233-4455-4677-8899-aabbccddeeff",
                                      .issued = ecr::timestamp(std::chrono::milliseconds(1767323045678))};

}

BOOST_AUTO_TEST_CASE(a_proof_says_what_it_is_for_and_who_made_it) {
    const p256_key key;
    const auto proof = make_dpop(key.pem(), claims);
    BOOST_REQUIRE(proof.has_value());
    const auto parts = split_token(*proof);

    BOOST_TEST(parts.at(0).find('=') == std::string::npos);
    const auto header = boost::json::parse(decode_base64url(parts.at(0)));
    const auto payload = boost::json::parse(decode_base64url(parts.at(1)));
    BOOST_TEST(header.at("typ").as_string() == "dpop+jwt");
    BOOST_TEST(header.at("alg").as_string() == "ES256");
    BOOST_TEST(header.at("jwk").at("kty").as_string() == "EC");
    BOOST_TEST(header.at("jwk").at("crv").as_string() == "P-256");
    BOOST_TEST(payload.at("jti").as_string() == "00112233-4455-4677-8899-aabbccddeeff");
    BOOST_TEST(payload.at("htm").as_string() == "POST");
    BOOST_TEST(payload.at("htu").as_string() == "https://us-east-1.signin.aws.amazon.com/v1/token");
    BOOST_TEST(payload.at("iat").as_int64() == 1767323045);
    BOOST_TEST(header.as_object().size() == 3U);
    BOOST_TEST(header.at("jwk").as_object().size() == 4U);
    BOOST_TEST(payload.as_object().size() == 4U);
}

// One number in 256 begins with a zero byte, so 300 keys have all but surely met one in every place.
BOOST_AUTO_TEST_CASE(numbers_have_32_bytes_and_signatures_verify_whatever_the_key) {
    for (int i = 0; i < 300; ++i) {
        const p256_key key;
        const auto proof = make_dpop(key.pem(), claims);
        BOOST_REQUIRE(proof.has_value());
        const auto parts = split_token(*proof);
        const auto jwk = boost::json::parse(decode_base64url(parts.at(0))).at("jwk");
        const std::string x(jwk.at("x").as_string());
        const std::string y(jwk.at("y").as_string());

        BOOST_TEST(decode_base64url(x) + decode_base64url(y) == key.point());
        BOOST_TEST(decode_base64url(parts.at(2)).size() == 64U);
        BOOST_TEST(key.verifies(parts.at(0) + "." + parts.at(1), decode_base64url(parts.at(2))));
    }
}

BOOST_AUTO_TEST_CASE(a_key_may_stand_in_either_pem_form) {
    const p256_key key;

    BOOST_TEST(key.pem().find("BEGIN EC PRIVATE KEY") != std::string::npos);
    BOOST_TEST(make_dpop(key.pem(), claims).has_value());
    BOOST_TEST(key.pkcs8_pem().find("BEGIN PRIVATE KEY") != std::string::npos);
    BOOST_TEST(make_dpop(key.pkcs8_pem(), claims).has_value());
}

BOOST_AUTO_TEST_CASE(what_is_no_such_key_is_refused_without_being_quoted) {
    const p256_key other_curve("P-384");
    const std::string locked =
        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMHcCAQEE\n-----END ENCRYPTED PRIVATE KEY-----\n";
    for (const auto& pem :
         {std::string(), std::string("MHcCAQEE"), locked, other_curve.pem(), p256_key().public_pem(),
          std::string("-----BEGIN EC PRIVATE KEY-----\nMHcCAQEE\n-----END EC PRIVATE KEY-----\n")}) {
        const auto proof = make_dpop(pem, claims);

        BOOST_REQUIRE(proof.has_error());
        BOOST_TEST(proof.error().reason.find("MHcC") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
