#include <ecr/credentials/cached.hpp>
#include <ecr/credentials/container.hpp>
#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/memory_environment.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <support/coroutine_test.hpp>
#include <support/service.hpp>

BOOST_AUTO_TEST_SUITE(credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

const std::string agent_keys = R"({"Code":"Success","AccessKeyId":"ID","SecretAccessKey":"k","Token":"t",)"
                               R"("Expiration":"2199-01-01T00:00:00Z"})";

script answering(std::string body) {
    script made;
    made.body = std::move(body);
    return made;
}

struct scene {
    scene() { context = ecr::make_provider_context(loop.get_executor(), ecr::client_config(), world); }

    std::shared_ptr<ecr::container_credentials> container() {
        ecr::container_options options;
        options.full_uri = agent.url() + "/v1/credentials?x=y";
        options.token = "token";
        return std::make_shared<ecr::container_credentials>(context, std::move(options));
    }

    asio::io_context loop{};
    service agent{loop.get_executor()};
    std::shared_ptr<ecr::memory_environment> world = std::make_shared<ecr::memory_environment>();
    ecr::provider_context context{};
};

}

BOOST_AUTO_TEST_CASE(an_agent_is_asked_over_a_connection) {
    scene now;
    now.agent->otherwise = answering(agent_keys);
    const auto provider = now.container();
    std::shared_ptr<const ecr::credentials> keys;

    run_coroutine(now.loop, [&]() -> asio::awaitable<void> { keys = co_await provider->get(); });

    BOOST_TEST(keys->access_key_id == "ID");
    BOOST_TEST_REQUIRE(now.agent->requests.size() == 1U);
    BOOST_TEST(now.agent->requests[0].target == "/v1/credentials?x=y");
    BOOST_TEST(now.agent->requests[0].header("authorization") == "token");
    BOOST_TEST(now.agent->requests[0].body == "");
}

BOOST_AUTO_TEST_CASE(an_instance_is_asked_over_one_connection) {
    scene now;
    for (const std::string body : {"session", "role", agent_keys.c_str()}) {
        now.agent->scripts.push_back(answering(body));
    }
    ecr::instance_metadata_settings settings;
    settings.endpoint = now.agent.url();
    ecr::instance_metadata_credentials provider(now.context, settings);
    std::shared_ptr<const ecr::credentials> keys;

    run_coroutine(now.loop, [&]() -> asio::awaitable<void> { keys = co_await provider.get(); });

    BOOST_TEST(keys->access_key_id == "ID");
    BOOST_TEST_REQUIRE(now.agent->requests.size() == 3U);
    BOOST_TEST(now.agent->requests[0].method == "PUT");
    BOOST_TEST(now.agent->requests[2].header("x-aws-ec2-metadata-token") == "session");
    BOOST_TEST(now.agent.accepted() == 1);
}

BOOST_AUTO_TEST_CASE(a_call_that_is_cancelled_ends_though_nobody_answers) {
    scene now;
    script silent;
    silent.delay = 1h;
    now.agent->otherwise = silent;
    ecr::cached_credentials cache(now.loop.get_executor(), now.container());
    asio::cancellation_signal signal;
    std::optional<boost::system::error_code> ended;
    const auto work = [&]() -> asio::awaitable<void> {
        try {
            static_cast<void>(co_await cache.get());
        } catch (const boost::system::system_error& thrown) {
            ended = thrown.code();
        }
    };
    asio::co_spawn(now.loop, hear_every_cancellation(work()),
                   asio::bind_cancellation_slot(signal.slot(), asio::detached));
    while (now.agent->requests.empty()) now.loop.run_one();

    signal.emit(asio::cancellation_type::total);
    while (!ended) now.loop.run_one();

    BOOST_TEST((*ended == asio::error::operation_aborted), ended->message());
}

BOOST_AUTO_TEST_SUITE_END()
