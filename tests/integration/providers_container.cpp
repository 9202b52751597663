#include <ecr/credentials/container.hpp>
#include <ecr/emulator.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_trials.hpp>

BOOST_AUTO_TEST_SUITE(providers_container)

namespace {

using namespace test;
using ecr::fault_kind;

ecr::emulator_config with_containers() {
    ecr::emulator_config config;
    config.identities.containers.push_back(
        {.id = "pod", .token = "aUtHoRiZaTiOn", .account = "210987654321", .role = "pods"});
    return config;
}

/// Leads what is for the agent of ECS, at the address that only hosts of containers have, to the emulator.
class rerouted_transport final : public ecr::http_transport {
public:
    rerouted_transport(std::shared_ptr<ecr::http_transport> inner, std::uint16_t port)
        : inner_(std::move(inner)) {
        there_.scheme = ecr::url_scheme::http;
        there_.host = "127.0.0.1";
        there_.port = port;
    }

    asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                    ecr::response_sink& sink) override {
        asked = request.where->host;
        auto led = request;
        led.where = &there_;
        auto work = inner_->exchange(led, sink);
        auto report = co_await std::move(work);
        co_return report;
    }

    std::string asked{};

private:
    std::shared_ptr<ecr::http_transport> inner_;
    ecr::endpoint there_{};
};

struct scene : provider_trials {
    scene()
        : provider_trials("container-credentials", with_containers()) {}

    provider_ptr provider() override { return provider(options); }
    provider_ptr provider(ecr::container_options wanted) {
        if (wanted.relative_uri.empty()) wanted.full_uri = server.endpoint_url() + path;
        return std::make_shared<ecr::container_credentials>(with, std::move(wanted));
    }
    std::shared_ptr<const ecr::credentials> ask(const std::string& token) {
        const auto made = provider({.token = token});
        return keys_of(*made);
    }

    std::string path = "/v2/credentials/pod";
    ecr::container_options options{.token = "aUtHoRiZaTiOn"};
};

}

BOOST_FIXTURE_TEST_CASE(keys_make_calls_until_they_expire, scene) {
    call_until_expiry();
}

BOOST_FIXTURE_TEST_CASE(keys_are_replaced_when_they_expire, scene) {
    refresh();
}

BOOST_FIXTURE_TEST_CASE(keys_outlive_an_outage, scene) {
    outlive_an_outage();
}

BOOST_FIXTURE_TEST_CASE(a_question_can_be_given_up, scene) {
    give_up();
}

BOOST_FIXTURE_TEST_CASE(what_may_pass_is_tried_again_and_what_is_final_is_told, scene) {
    go_through({{once(fault_kind::error), "", 2},
                {always(fault_kind::error), "ServerException", 3},
                {refusal(429, "TooManyRequests"), "TooManyRequests", 3},
                {refusal(403, "Forbidden"), "Forbidden", 1},
                {refusal(404, "NotFound"), "NotFound", 1},
                {once(fault_kind::garbage), "", 2},
                {always(fault_kind::garbage), "the answer is not what it should be", 3},
                {once(fault_kind::truncate), "", 2},
                {once(fault_kind::wrong_length), "", 2},
                {once(fault_kind::reset_before), "", 2},
                {once(fault_kind::reset_after), "", 2},
                {always(fault_kind::reset_after), "container: ", 3},
                {once(fault_kind::stall), "", 2},
                {never_answered(), "timed out, 3 attempts", 3}});
}

BOOST_FIXTURE_TEST_CASE(a_relative_uri_is_asked_at_the_agents_own_address, scene) {
    const auto transport = std::make_shared<rerouted_transport>(with.transport, server.port());
    with.transport = transport;
    options.relative_uri = path;

    const auto made = provider();
    const auto keys = keys_of(*made);

    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(transport->asked == "169.254.170.2");
    BOOST_TEST(call_with(*keys) == "");
}

BOOST_FIXTURE_TEST_CASE(a_pod_of_eks_is_known_by_the_token_in_its_file, scene) {
    path = "/v1/credentials";
    options = {.token_file = "/var/run/token"};
    const auto made = provider();

    world->set_file("/var/run/token", "aUtHoRiZaTiOn\n");
    const auto keys = keys_of(*made);
    BOOST_TEST_REQUIRE(keys, problem);
    BOOST_TEST(keys->account_id.value() == "210987654321");
    BOOST_TEST(call_with(*keys) == "");
    world->set_file("/var/run/token", "another one");
    BOOST_TEST(!keys_of(*made));
    BOOST_TEST(problem.find("AccessDeniedException") != std::string::npos, problem);
}

BOOST_FIXTURE_TEST_CASE(a_wrong_token_and_an_unknown_id_are_refused, scene) {
    BOOST_TEST(!ask(""));
    BOOST_TEST(problem.find("AccessDenied") != std::string::npos, problem);
    BOOST_TEST(!ask("aUtHoRiZaTiO"));
    BOOST_TEST(problem.find("AccessDenied") != std::string::npos, problem);
    BOOST_TEST(!logged("aUtHoRiZaTiO"));
    BOOST_TEST(problem.find("aUtHoRiZaTiO") == std::string::npos, problem);
    path = "/v2/credentials/other";
    BOOST_TEST(!ask("aUtHoRiZaTiOn"));
    BOOST_TEST(problem.find("InvalidIdInRequest") != std::string::npos, problem);
}

BOOST_AUTO_TEST_SUITE_END()
