#include <ecr/detail/fetch.hpp>

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(fetch)

namespace {

using ecr::detail::fetch_answer;
using ecr::detail::fetch_error;
using ecr::detail::without;

const std::vector<ecr::secret> hidden{"cAnArY/1+=", "", "42", "sEcReT"};

fetch_answer refused() {
    fetch_answer answer;
    answer.status = 403;
    answer.attempts = 1;
    answer.hidden = hidden;
    return answer;
}

}

BOOST_AUTO_TEST_CASE(secrets_are_masked_wherever_they_are) {
    const std::pair<const char*, const char*> table[] = {
        {"", ""},
        {"nothing", "nothing"},
        {"cAnArY/1+=", "***"},
        {"a cAnArY/1+= b sEcReTcAnArY/1+= c", "a *** b ****** c"},
        {"t=cAnArY%2F1%2B%3D&u", "t=***&u"},
        {"sEcReTsEcReTsEcReT", "*********"},
        {"cAnArY/1", "cAnArY/1"},
    };
    for (const auto& [text, masked] : table) BOOST_TEST(without(text, hidden) == masked);
}

BOOST_AUTO_TEST_CASE(a_proxy_that_refuses_is_not_asked_again) {
    fetch_answer answer;
    answer.failure = ecr::transport_failure{.kind = ecr::error_kind::proxy};
    const auto transient_with = [&](int status, boost::system::error_code cause) {
        answer.failure->http_status = status;
        answer.failure->cause = cause;
        return is_transient(answer);
    };

    BOOST_TEST(!transient_with(0, {}));
    BOOST_TEST(!transient_with(407, {}));
    BOOST_TEST(!transient_with(403, {}));
    BOOST_TEST(transient_with(502, {}));
    BOOST_TEST(transient_with(0, boost::asio::error::eof));
}

BOOST_AUTO_TEST_CASE(what_is_too_short_to_be_a_secret_is_a_part_of_words) {
    BOOST_TEST(without("account 420042", hidden) == "account 420042");
    BOOST_TEST(without("text", {}) == "text");
}

BOOST_AUTO_TEST_CASE(no_part_of_an_error_shows_what_the_request_hides) {
    auto answer = refused();
    answer.request_id = "id-sEcReT";
    answer.error_type = "sEcReTException";

    const auto coded = fetch_error("SSO", answer, "cAnArY/1+=", "no sEcReT here", "log in");
    const auto typed = fetch_error("SSO", answer, {}, {}, {});
    answer.failure = ecr::transport_failure{.message = "what is sEcReT"};
    const auto broken = fetch_error("SSO", answer, {}, {}, {});

    BOOST_TEST(coded.code_text() == "***");
    BOOST_TEST(coded.message() == "SSO: ***: no *** here; log in");
    BOOST_TEST(coded.request_id() == "id-***");
    BOOST_TEST(typed.message() == "SSO: ***Exception");
    BOOST_TEST(broken.message() == "SSO: what is ***");
}

BOOST_AUTO_TEST_CASE(a_secret_that_a_long_message_is_cut_in_is_masked_whole) {
    const auto failure = fetch_error("SSO", refused(), "Code", std::string(997, 'm') + "sEcReT", {});

    BOOST_TEST(failure.message().find("sE") == std::string_view::npos, failure.message());
}

BOOST_AUTO_TEST_SUITE_END()
