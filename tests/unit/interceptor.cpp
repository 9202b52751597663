#include <ecr/interceptor.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <support/canned_client.hpp>

namespace {

using namespace test;

/// Does what a test wants at either place.
class meddler final : public ecr::interceptor {
public:
    void before_signing(ecr::request_draft& draft) override {
        if (before) before(draft);
    }
    void after_response(const ecr::intercepted_response& response) override {
        if (after) after(response);
    }

    std::function<void(ecr::request_draft&)> before{};
    std::function<void(const ecr::intercepted_response&)> after{};
};

struct intercepted : canned_client {
    explicit intercepted(script answers)
        : canned_client(std::move(answers)) {
        config.interceptors = {first, second};
    }
    std::shared_ptr<meddler> first = std::make_shared<meddler>();
    std::shared_ptr<meddler> second = std::make_shared<meddler>();
};

std::string signed_headers(const canned_transport::sent& request) {
    const std::string authorization = request.header("Authorization");
    const auto begin = authorization.find("SignedHeaders=") + 14;
    return authorization.substr(begin, authorization.find(',', begin) - begin);
}

}

BOOST_AUTO_TEST_SUITE(interceptor)

BOOST_AUTO_TEST_CASE(added_headers_are_signed_and_sent) {
    intercepted client({success()});
    client.first->before = [](ecr::request_draft& draft) { draft.set_header("X-Tenant", "blue"); };

    BOOST_TEST(client.list().has_value());

    const auto& request = client.transport->requests.at(0);
    BOOST_TEST(request.header("X-Tenant") == "blue");
    BOOST_TEST(signed_headers(request) == "amz-sdk-invocation-id;amz-sdk-request;content-type;host;x-amz-"
                                          "date;x-amz-target;x-tenant");
    BOOST_TEST(request.headers.front().first == "Host");
    BOOST_TEST(request.headers.back().first == "Authorization");
}

BOOST_AUTO_TEST_CASE(many_headers_find_their_place) {
    intercepted client({success()});
    client.first->before = [](ecr::request_draft& draft) {
        for (int i = 0; i != 40; ++i) draft.set_header("X-" + std::to_string(i), std::to_string(i));
    };

    BOOST_TEST(client.list().has_value());

    const auto& request = client.transport->requests.at(0);
    BOOST_TEST(request.headers.size() == 48u);
    for (int i = 0; i != 40; ++i) BOOST_TEST(request.header("X-" + std::to_string(i)) == std::to_string(i));
}

BOOST_AUTO_TEST_CASE(each_sees_what_those_before_it_changed) {
    intercepted client({success()});
    ecr::call_options options;
    options.headers = {{"X-One", "a"}, {"x-one", "b"}};
    client.first->before = [](ecr::request_draft& draft) {
        BOOST_TEST(draft.header("X-ONE") == "a");
        draft.set_header("X-One", "c");
    };
    client.second->before = [](ecr::request_draft& draft) {
        BOOST_TEST(draft.header("x-one") == "c");
        BOOST_TEST(draft.operation() == "ListImages");
        BOOST_TEST(draft.attempt() == 1);
        BOOST_TEST(draft.where().host == "api.ecr.eu-west-1.amazonaws.com");
        BOOST_TEST(draft.body().text == R"({"repositoryName":"repo"})");
        BOOST_TEST(draft.header("Authorization").empty());
        draft.remove_header("X-One");
        draft.set_header("User-Agent", "mine");
    };

    BOOST_TEST(client.list(options).has_value());

    const auto& request = client.transport->requests.at(0);
    BOOST_TEST(request.header("X-One") == "none");
    BOOST_TEST(request.header("User-Agent") == "mine");
}

BOOST_AUTO_TEST_CASE(what_belongs_to_signing_or_to_the_protocol_cannot_be_changed) {
    for (const auto* name : {"Host", "authorization", "X-AMZ-DATE", "X-Amz-Security-Token", "x-amz-target",
                             "Content-Type", "Content-Length", "Transfer-Encoding", "Connection", "Expect",
                             "amz-sdk-invocation-id", "amz-sdk-request", "X-Amz-Content-SHA256"}) {
        BOOST_TEST_CONTEXT(name) {
            const ecr::endpoint where;
            ecr::request_draft draft("ListImages", 1, where, {}, {});

            BOOST_CHECK_THROW(draft.set_header(name, "x"), std::invalid_argument);
            BOOST_CHECK_THROW(draft.remove_header(name), std::invalid_argument);
        }
    }
}

BOOST_AUTO_TEST_CASE(an_exception_before_signing_ends_the_call_without_sending) {
    intercepted client({success()});
    client.first->before = [](ecr::request_draft&) { throw std::runtime_error("no tenant"); };

    const auto outcome = client.list();

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().kind() == ecr::error_kind::configuration));
    BOOST_TEST(outcome.error().message() == "an interceptor failed: no tenant");
    BOOST_TEST(client.transport->requests.empty());
}

BOOST_AUTO_TEST_CASE(an_exception_after_an_answer_ends_the_call_without_retry) {
    intercepted client({failing(503, "ServerException"), {}});
    client.second->after = [](const ecr::intercepted_response&) { throw std::runtime_error("odd answer"); };

    const auto outcome = client.list();

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().kind() == ecr::error_kind::configuration));
    BOOST_TEST(client.transport->requests.size() == 1u);
}

BOOST_AUTO_TEST_CASE(hostile_headers_are_refused_by_signing) {
    intercepted client({success()});
    client.first->before = [](ecr::request_draft& draft) { draft.set_header("X-A", "a\r\nHost: evil"); };

    const auto outcome = client.list();

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().kind() == ecr::error_kind::configuration));
    BOOST_TEST(client.transport->requests.empty());
}

BOOST_AUTO_TEST_CASE(answers_of_all_attempts_are_shown) {
    intercepted client({{.status = 0, .failure = broken("reset")},
                        failing(500, "ServerException"),
                        {.headers = {{"X-Served-By", "b"}}}});
    std::vector<std::string> seen;
    client.first->after = [&](const ecr::intercepted_response& response) {
        seen.push_back(std::to_string(response.attempt) + " " + std::to_string(response.status) + " " +
                       std::string(response.headers[0].name));
    };

    BOOST_TEST(client.list().has_value());

    BOOST_TEST(seen == (std::vector<std::string>{"2 500 x-amzn-RequestId", "3 200 X-Served-By"}),
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
