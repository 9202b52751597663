#include <ecr/credentials/anonymous.hpp>
#include <ecr/detail/outgoing.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <memory>
#include <string>
#include <support/canned_client.hpp>

namespace {

using namespace test;

std::string features(canned_client& client, const ecr::call_options& options = {}) {
    BOOST_TEST(client.list(options).has_value());
    const std::string agent = client.transport->requests.back().header("User-Agent");
    const auto begin = agent.find(" m/");
    return begin == agent.npos ? "" : agent.substr(begin + 3, agent.find(' ', begin + 1) - begin - 3);
}

class own_keys final : public ecr::credentials_provider {
public:
    boost::asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        ecr::credentials keys;
        keys.access_key_id = "AKID";
        keys.secret_access_key = "secret";
        co_return std::make_shared<const ecr::credentials>(std::move(keys));
    }
};

}

BOOST_AUTO_TEST_SUITE(outgoing)

BOOST_AUTO_TEST_CASE(the_user_agent_names_the_features_in_use) {
    canned_client plain({success()});
    canned_client adaptive({success()});
    adaptive.config.retry.mode = ecr::retry_mode::adaptive;
    canned_client older({success()});
    older.config.retry.mode = ecr::retry_mode::standard_2016;
    canned_client own({success()});
    own.config.credentials = std::make_shared<own_keys>();
    own.config.endpoint_url = "http://localhost:4566";
    ecr::call_options elsewhere;
    elsewhere.endpoint_url = "http://localhost:4566";

    BOOST_TEST(features(plain) == "E,e");
    BOOST_TEST(features(plain, elsewhere) == "E,N,e");
    BOOST_TEST(features(adaptive) == "F,e");
    BOOST_TEST(features(older) == "E,e");
    BOOST_TEST(features(own) == "E,N");
}

BOOST_AUTO_TEST_CASE(inside_lambda_the_trace_id_is_passed_on) {
    canned_client inside({success()});
    inside.config.lambda_function_name = "function";
    inside.config.trace_id = "Root=1;Parent=2 3";
    canned_client outside({success()});
    outside.config.trace_id = "Root=1;Parent=2 3";

    BOOST_TEST(inside.list().has_value());
    BOOST_TEST(outside.list().has_value());

    const auto& request = inside.transport->requests.at(0);
    BOOST_TEST(request.header("X-Amzn-Trace-Id") == "Root=1;Parent=2%203");
    BOOST_TEST(request.header("Authorization").find("trace-id") == std::string::npos);
    BOOST_TEST(outside.transport->requests.at(0).header("X-Amzn-Trace-Id") == "none");
}

BOOST_AUTO_TEST_CASE(a_trace_id_of_the_caller_takes_the_place_of_that_of_lambda) {
    for (const std::string name : {"X-Amzn-Trace-Id", "x-amzn-TRACE-id"}) {
        canned_client inside({success()});
        inside.config.lambda_function_name = "function";
        inside.config.trace_id = "Root=1";

        BOOST_TEST(inside.list({.headers = {{name, "Root=2"}}}).has_value());

        const auto& headers = inside.transport->requests.at(0).headers;
        const auto traces =
            std::ranges::count_if(headers, [](const auto& each) { return each.second.starts_with("Root="); });
        BOOST_TEST(traces == 1);
        BOOST_TEST(inside.transport->requests.at(0).header(name) == "Root=2");
    }
}

BOOST_AUTO_TEST_CASE(anonymous_requests_are_not_signed_and_empty_keys_are_refused) {
    canned_client anonymous({success()});
    anonymous.config.credentials = std::make_shared<ecr::anonymous_credentials>();
    canned_client empty({success()});
    empty.config.credentials = std::make_shared<ecr::static_credentials>(ecr::credentials());

    BOOST_TEST(anonymous.list().has_value());
    BOOST_TEST(anonymous.transport->requests.at(0).header("Authorization") == "none");
    BOOST_TEST(anonymous.transport->requests.at(0).header("X-Amz-Date") == "none");
    BOOST_TEST(empty.list().has_error());
    BOOST_TEST(empty.transport->requests.empty());
}

BOOST_AUTO_TEST_SUITE_END()
