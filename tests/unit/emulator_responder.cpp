#include <ecr/emulator/control.hpp>
#include <ecr/emulator/responder.hpp>

#include <boost/test/unit_test.hpp>

#include <support/server_calls.hpp>

BOOST_AUTO_TEST_SUITE(emulator_responder)

using namespace std::chrono_literals;
using ecr::emulation::server_request;

namespace {

struct controlled : test::server_calls {
    controlled() { server.add(ecr::emulation::make_control()); }

    static server_request control(std::string method, std::string what, std::string body = {}) {
        server_request request{
            .method = std::move(method), .target = "/_emulator/" + std::move(what), .body = std::move(body)};
        request.headers = {{"Content-Type", "application/json"}};
        return request;
    }
};

/// Refuses everything, in words of its own.
class refusing final : public ecr::emulation::companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "refusing"; }
    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.path() == "/refusing";
    }
    [[nodiscard]] ecr::emulation::server_response answer(const server_request&, ecr::emulation::server_state&,
                                                         const ecr::emulation::arrival&) override {
        throw ecr::emulation::protocol_fault{"Never", "not at all", 403};
    }
    [[nodiscard]] ecr::emulation::server_response refuse(const ecr::emulation::protocol_fault& fault,
                                                         const ecr::emulation::arrival& came) const override {
        return {.status = fault.status, .body = fault.code + " in " + came.request_id, .code = fault.code};
    }
};

std::string header(const ecr::emulation::reply& made, const std::string& name) {
    for (const auto& [known, value] : made.response.headers) {
        if (known == name) return value;
    }
    return "(none)";
}

}

BOOST_FIXTURE_TEST_CASE(an_answer_is_json_with_request_id_and_date, test::server_calls) {
    const auto made = ask(signed_call("DescribeRepositories"));

    BOOST_TEST(made.response.status == 200);
    BOOST_TEST(made.response.body == R"({"repositories":[]})");
    BOOST_TEST(header(made, "Content-Type") == "application/x-amz-json-1.1");
    BOOST_TEST(header(made, "x-amzn-RequestId") == "id-1");
    BOOST_TEST(header(made, "Date") == "Sun, 19 Nov 2023 12:34:56 GMT");
}

BOOST_FIXTURE_TEST_CASE(what_is_no_operation_is_refused_before_its_signature_is_read, test::server_calls) {
    const std::string unknown = "400 UnknownOperationException";
    const std::string nothing = "404 UnknownOperationException";
    auto other_service = plain("DescribeRepositories");
    other_service.headers[2].second = "DynamoDB_20120810.DescribeRepositories";
    auto no_target = plain("DescribeRepositories");
    no_target.headers.pop_back();
    auto get = plain("DescribeRepositories");
    get.method = "GET";
    auto path = plain("DescribeRepositories");
    path.target = "/other";
    auto form = plain("DescribeRepositories");
    form.headers[1].second = "application/x-www-form-urlencoded";

    BOOST_TEST(outcome(plain("EatRepository")) == unknown);
    BOOST_TEST(outcome(plain("describerepositories")) == unknown);
    BOOST_TEST(outcome(plain("")) == unknown);
    BOOST_TEST(outcome(other_service) == unknown);
    BOOST_TEST(outcome(no_target) == unknown);
    BOOST_TEST(outcome(get) == nothing);
    BOOST_TEST(outcome(path) == nothing);
    BOOST_TEST(outcome(form) == nothing);
}

BOOST_FIXTURE_TEST_CASE(a_content_type_may_have_parameters_and_any_case, test::server_calls) {
    auto request = plain("DescribeRepositories");
    request.headers[1].second = "Application/X-Amz-JSON-1.1 ; charset=utf-8";
    sign(request, keys, test::noon);

    BOOST_TEST(outcome(request) == "200");
}

BOOST_FIXTURE_TEST_CASE(what_is_no_json_or_of_wrong_types_cannot_be_read, test::server_calls) {
    for (const auto* body : {"{", "[]", "nonsense", R"({"maxResults":"ten"})", R"({"repositoryNames":{}})"}) {
        BOOST_TEST(outcome(signed_call("DescribeRepositories", body)) == "400 SerializationException", body);
    }
    BOOST_TEST(outcome(signed_call("DescribeRepositories", "")) == "200");
}

BOOST_FIXTURE_TEST_CASE(a_broken_rule_is_named_in_the_words_of_the_wire, test::server_calls) {
    const auto made = ask(signed_call("CreateRepository", R"({"repositoryName":"A"})"));

    BOOST_TEST(made.response.code == "InvalidParameterException");
    BOOST_TEST(test::member(made, "__type") == "InvalidParameterException");
    BOOST_TEST(test::member(made, "message").find("'repositoryName'") != std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(the_log_keeps_the_newest_requests_and_no_secret, test::server_calls) {
    for (int i = 0; i < 150; ++i) (void)ask(plain("DescribeRepositories"));
    (void)ask(signed_call("DescribeRepositories"));

    const auto log = state->log.records();
    BOOST_TEST_REQUIRE(log.size() == 100U);
    BOOST_TEST(log.front().request_id == "id-52");
    BOOST_TEST(log.back().request_id == "id-151");
    const auto text = ecr::to_json(ecr::emulation::request_records{log});
    BOOST_TEST(text.find("AKIDEXAMPLE") == std::string::npos);
    BOOST_TEST(text.find("Signature") == std::string::npos);
}

BOOST_FIXTURE_TEST_CASE(faults_are_put_read_and_taken_back_from_outside, controlled) {
    const std::string rules = R"({"faults":[{"kind":"throttle","operation":"DescribeRepositories"}]})";

    BOOST_TEST(outcome(control("POST", "faults", rules)) == "200");
    BOOST_TEST(ask(control("GET", "faults")).response.body == rules);
    BOOST_TEST(outcome(signed_call("DescribeRepositories")) == "400 ThrottlingException");
    BOOST_TEST(outcome(control("DELETE", "faults")) == "200");
    BOOST_TEST(outcome(signed_call("DescribeRepositories")) == "200");
    BOOST_TEST(outcome(control("POST", "faults", R"({"faults":[{"kind":"quake"}]})")) == "400 BadControl");
    BOOST_TEST(outcome(control("POST", "faults", "{")) == "400 BadControl");
}

BOOST_FIXTURE_TEST_CASE(a_companion_says_in_its_own_words_what_it_refuses_and_what_is_to_go_wrong,
                        test::server_calls) {
    server.add(std::make_unique<refusing>());
    const server_request asked{.target = "/refusing"};

    const auto refused = ask(asked);
    state->faults.add(
        ecr::emulation::fault_rule{.kind = ecr::emulation::fault_kind::throttle, .operation = "refusing"});
    const auto throttled = ask(asked);

    BOOST_TEST(refused.response.status == 403);
    BOOST_TEST(refused.response.body == "Never in id-1");
    BOOST_TEST(throttled.response.status == 400);
    BOOST_TEST(throttled.response.body == "ThrottlingException in id-2");
    BOOST_TEST(state->log.records().back().operation == "refusing");
}

BOOST_FIXTURE_TEST_CASE(no_fault_cuts_off_the_way_to_take_it_back, controlled) {
    state->faults.add(ecr::emulation::fault_rule{.kind = ecr::emulation::fault_kind::reset_before});

    BOOST_TEST(ask(signed_call("DescribeRepositories")).how.silent);
    BOOST_TEST(!ask(control("DELETE", "faults")).how.silent);
    BOOST_TEST(!ask(signed_call("DescribeRepositories")).how.silent);
}

BOOST_FIXTURE_TEST_CASE(time_is_moved_from_outside_and_never_back, controlled) {
    BOOST_TEST(outcome(control("POST", "advance", R"({"milliseconds":60000})")) == "200");
    BOOST_TEST(outcome(control("POST", "advance", R"({"milliseconds":60000})")) == "200");
    BOOST_TEST(outcome(control("POST", "advance", R"({"milliseconds":-1})")) == "400 BadControl");
    BOOST_TEST(outcome(control("POST", "advance", R"({"milliseconds":9223372036854775807})")) ==
               "400 BadControl");

    BOOST_TEST(state->ahead.load().count() == 120000);
}

BOOST_FIXTURE_TEST_CASE(who_logs_in_from_outside_is_told_what_is_left, controlled) {
    const auto sso = ask(control(
        "POST", "sso-login",
        R"({"sessionName":"my-session","account":"210987654321","role":"reader","tokenSeconds":60})"));
    const auto text = boost::json::parse(test::member(sso, "text")).as_object();
    const std::string token(text.at("accessToken").as_string());
    const auto* const owner = state->sso.owner_of(token, test::noon);

    BOOST_TEST(test::member(sso, "path") == "~/.aws/sso/cache/9e28173066ce536e277c5fb355efd9c64f398167.json");
    BOOST_TEST_REQUIRE(owner);
    BOOST_TEST(owner->roles.at(0).account == "210987654321");
    BOOST_TEST(owner->roles.at(0).role == "reader");
    BOOST_TEST(!state->sso.owner_of(token, test::noon + std::chrono::seconds(60)));

    const auto login =
        ask(control("POST", "login", R"({"session":"arn:aws:iam::123456789012:user/me","keySeconds":60})"));
    BOOST_TEST(test::member(login, "path")
                   .ends_with("/286187707741fc2ccb93cf9e56dbd0ee0a16208feed5fbc8ae1baa86d44c283f.json"));
    BOOST_TEST(test::member(login, "text").find("2023-11-19T12:35:56Z") != std::string::npos);
    BOOST_TEST(outcome(control("POST", "login", "{}")) == "200");
    for (const auto* const bad : {R"({"keySeconds":0})", R"({"keySeconds":-1})", R"({"session":"me"})", "[]"})
        BOOST_TEST(outcome(control("POST", "login", bad)) == "400 BadControl", bad);
    BOOST_TEST(outcome(control("POST", "sso-login", R"({"tokenSeconds":1e99})")) == "400 BadControl");
}

BOOST_FIXTURE_TEST_CASE(state_is_kept_and_put_back_from_outside, controlled) {
    BOOST_TEST_REQUIRE(outcome(signed_call("CreateRepository", R"({"repositoryName":"team/web"})")) == "200");
    const auto kept = ask(control("GET", "state")).response.body;
    BOOST_TEST_REQUIRE(outcome(signed_call("DeleteRepository", R"({"repositoryName":"team/web"})")) == "200");

    BOOST_TEST(outcome(control("PUT", "state", kept)) == "200");
    BOOST_TEST(outcome(control("PUT", "state", "nonsense")) == "400 BadControl");

    BOOST_TEST(outcome(signed_call("DescribeRepositories", R"({"repositoryNames":["team/web"]})")) == "200");
}

BOOST_FIXTURE_TEST_CASE(the_control_wants_what_a_browser_does_not_send, controlled) {
    auto request = control("DELETE", "faults");
    request.headers[0].second = "text/plain";

    BOOST_TEST(outcome(request) == "400 BadControl");
    BOOST_TEST(outcome(control("PUT", "faults")) == "404 BadControl");
    BOOST_TEST(outcome(control("GET", "secrets")) == "404 BadControl");
    BOOST_TEST(state->log.records().empty());
}

BOOST_AUTO_TEST_SUITE_END()
