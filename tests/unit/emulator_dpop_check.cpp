#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/dpop.hpp>
#include <ecr/emulator/dpop_check.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/p256.hpp>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator_dpop_check)

namespace {

using namespace std::chrono_literals;
using namespace test;
using ecr::detail::to_base64url;
using ecr::emulation::check_dpop;

const std::string url = "http://127.0.0.1:4566/v1/token";
const ecr::timestamp noon{std::chrono::seconds(1'767'323'045)};

ecr::emulation::dpop_rules rules() {
    return {.method = "POST", .url = url, .clock = noon};
}

const p256_key& device() {
    static const p256_key key;
    return key;
}

/// The parts of a proof that is good as long as nobody changes them.
struct draft {
    std::string jwk() const {
        return R"({"kty":")" + kty + R"(","crv":")" + crv + R"(","x":")" + x + R"(","y":")" + y + "\"" +
               more + "}";
    }
    std::string text() const {
        const auto header = R"({"typ":")" + typ + R"(","alg":")" + alg + R"(","jwk":)" + jwk() + "}";
        return to_base64url(header) + "." + to_base64url(claims());
    }
    std::string claims() const {
        return R"({"jti":")" + jti + R"(","htm":")" + htm + R"(","htu":")" + htu + R"(","iat":)" + iat + "}";
    }
    std::string proof() const { return text() + "." + to_base64url(p256_key::raw(device().sign(text()))); }

    std::string typ = "dpop+jwt";
    std::string alg = "ES256";
    std::string kty = "EC";
    std::string crv = "P-256";
    std::string x = to_base64url(device().point().substr(0, 32));
    std::string y = to_base64url(device().point().substr(32));
    std::string more{};
    std::string jti = "00112233-4455-4677-8899-aabbccddeeff";
    std::string htm = "POST";
    std::string htu = url;
    std::string iat = "1767323045";
};

/// Why the proof is refused; empty if it is not.
std::string problem_with(const std::string& proof) {
    const auto checked = check_dpop(proof, rules());
    return checked ? std::string() : checked.error().reason;
}

std::string problem_with(const draft& changed) {
    return problem_with(changed.proof());
}

}

BOOST_AUTO_TEST_CASE(the_proof_of_the_standard_is_good) {
    // The example of RFC 9449, with the thumbprint that it gives for the key.
    const std::string proof =
        "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUk"
        "RZOXpDa0RscEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JE"
        "QSIsImNydiI6IlAtMjU2In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc"
        "2VydmVyLmV4YW1wbGUuY29tL3Rva2VuIiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMU"
        "vwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg";

    const auto checked = check_dpop(proof, {.method = "POST",
                                            .url = "https://server.example.com/token",
                                            .clock = ecr::timestamp(std::chrono::seconds(1'562'262'616))});

    BOOST_TEST_REQUIRE(checked.has_value(), checked.error().reason);
    BOOST_TEST(checked->thumbprint == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I");
    BOOST_TEST(checked->id == "-BwC3ESc6acc2lTc");
}

BOOST_AUTO_TEST_CASE(what_the_client_proves_is_good_whatever_its_key) {
    for (int i = 0; i < 100; ++i) {
        const auto key = ecr::emulation::make_dpop_key();
        const auto proof = ecr::detail::make_dpop(key.pem, {.url = url, .id = "1", .issued = noon});
        BOOST_TEST_REQUIRE(proof.has_value());

        const auto checked = check_dpop(*proof, rules());

        BOOST_TEST_REQUIRE(checked.has_value(), checked.error().reason);
        BOOST_TEST(checked->thumbprint == key.thumbprint);
    }
}

BOOST_AUTO_TEST_CASE(one_changed_character_anywhere_spoils_a_proof) {
    const auto good = draft().proof();
    BOOST_TEST_REQUIRE(problem_with(good) == "");

    for (std::size_t at = 0; at < good.size(); ++at) {
        auto bad = good;
        bad[at] = bad[at] == 'A' ? 'B' : 'A';
        BOOST_TEST(problem_with(bad) != "", at);
    }
}

BOOST_AUTO_TEST_CASE(a_signature_is_two_numbers_by_the_key_that_is_carried) {
    const draft good;
    const auto der = device().sign(good.text());
    const auto raw = p256_key::raw(der);
    const std::string by_another = p256_key::raw(p256_key().sign(good.text()));

    BOOST_TEST(problem_with(good.text() + "." + to_base64url(der)) == "the signature is not of 64 bytes");
    BOOST_TEST(problem_with(good.text() + ".") == "the signature is not of 64 bytes");
    BOOST_TEST(problem_with(good.text() + "." + to_base64url(raw + "x")) ==
               "the signature is not of 64 bytes");
    for (const auto& wrong : {by_another, raw.substr(32) + raw.substr(0, 32), std::string(64, '\0')})
        BOOST_TEST(problem_with(good.text() + "." + to_base64url(wrong)) ==
                   "the signature is not by the key in jwk");
}

BOOST_AUTO_TEST_CASE(a_header_says_that_it_is_a_proof_by_a_public_key) {
    const std::string no_key = "jwk is no public key on P-256";
    const auto pad = [](std::string text) { return text + "="; };
    const std::vector<std::pair<draft, std::string>> table{
        {{.typ = "JWT"}, "typ is not dpop+jwt"},
        {{.alg = "none"}, "alg is not ES256"},
        {{.alg = "HS256"}, "alg is not ES256"},
        {{.kty = "RSA"}, no_key},
        {{.crv = "P-384"}, no_key},
        {{.x = to_base64url(std::string(32, '\0'))}, no_key},
        {{.x = to_base64url(std::string(32, '\xff'))}, no_key},
        {{.y = to_base64url(device().point().substr(33))}, no_key},
        {{.y = to_base64url(device().point().substr(0, 32))}, no_key},
        {{.y = pad(draft().y)}, no_key},
        {{.more = R"(,"d":"AAAA")"}, "jwk holds a private key"},
    };
    for (const auto& [changed, problem] : table) BOOST_TEST(problem_with(changed) == problem);
}

BOOST_AUTO_TEST_CASE(claims_are_for_this_request) {
    const std::string other_url = "htu is not the URL of the request";
    const std::vector<std::pair<draft, std::string>> table{
        {{.jti = ""}, "jti is missing or too long"},
        {{.jti = std::string(129, 'x')}, "jti is missing or too long"},
        {{.jti = std::string(128, 'x')}, ""},
        {{.htm = "GET"}, "htm is not the method of the request"},
        {{.htm = "post"}, "htm is not the method of the request"},
        {{.htu = "HTTP://127.0.0.1:4566/v1/token"}, ""},
        {{.htu = "https://127.0.0.1:4566/v1/token"}, other_url},
        {{.htu = "http://127.0.0.2:4566/v1/token"}, other_url},
        {{.htu = "http://127.0.0.1/v1/token"}, other_url},
        {{.htu = "http://127.0.0.1:4566/v1/TOKEN"}, other_url},
        {{.htu = "http://127.0.0.1:4566/v1/token?x=y"}, other_url},
        {{.htu = ""}, other_url},
        {{.iat = "\"1767323045\""}, "iat is missing"},
        {{.iat = "1767323045.5"}, "iat is missing"},
    };
    for (const auto& [changed, problem] : table) BOOST_TEST(problem_with(changed) == problem);
}

BOOST_AUTO_TEST_CASE(a_proof_is_neither_old_nor_of_the_future) {
    const std::vector<std::pair<int, std::string>> table{
        {-300, ""}, {-301, "iat is too long ago"}, {300, ""}, {301, "iat is in the future"}};
    for (const auto& [off, problem] : table) {
        const draft changed{.iat = std::to_string(1'767'323'045 + off)};
        BOOST_TEST(problem_with(changed) == problem, off);
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_token_at_all_is_refused) {
    const auto good = draft().proof();
    for (const auto& text :
         {std::string(), std::string("."), std::string(".."), std::string("a.b"), good + ".", "." + good,
          good + "=", " " + good, good.substr(good.find('.') + 1), std::string(100'000, 'A')})
        BOOST_TEST(problem_with(text) == "it is no JSON web token");
}

BOOST_AUTO_TEST_CASE(a_proof_is_taken_once_for_as_long_as_it_is_good) {
    ecr::emulation::dpop_memory memory;
    auto now = rules();
    const ecr::emulation::dpop_proof first{.thumbprint = "key", .id = "1"};

    BOOST_TEST(memory.take(first, now));
    BOOST_TEST(!memory.take(first, now));
    BOOST_TEST(memory.take({.thumbprint = "key", .id = "2"}, now));
    BOOST_TEST(memory.take({.thumbprint = "other key", .id = "1"}, now));
    // Issued as far in the future as can be, it is good for twice the window.
    now.clock += 600s;
    BOOST_TEST(!memory.take(first, now));
    now.clock += 2s;
    BOOST_TEST(memory.take(first, now));
    BOOST_TEST(memory.size() == 1U);
}

BOOST_AUTO_TEST_CASE(whoever_sends_proofs_without_end_fills_no_memory) {
    ecr::emulation::dpop_memory memory;
    const auto now = rules();
    const auto numbered = [](std::size_t number) {
        return ecr::emulation::dpop_proof{.thumbprint = "key", .id = std::to_string(number)};
    };

    for (std::size_t i = 0; i <= memory.most; ++i) BOOST_REQUIRE(memory.take(numbered(i), now));

    BOOST_TEST(memory.size() == memory.most);
    BOOST_TEST(!memory.take(numbered(memory.most), now));
    BOOST_TEST(memory.take(numbered(0), now));
}

BOOST_AUTO_TEST_SUITE_END()
