#include <ecr/credentials/cached.hpp>
#include <ecr/credentials/not_configured.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/test/unit_test.hpp>

#include <optional>
#include <support/coroutine_test.hpp>
#include <support/gated_provider.hpp>
#include <support/scripted_transport.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(cached_credentials)

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;
using namespace test;

struct outcome {
    std::string id{};
    std::string failure{};
    bool not_configured = false;
    bool aborted = false;
    bool done = false;
};

struct scene {
    explicit scene(std::function<keys_ptr(int)> answer, const ecr::refresh_settings& settings = {})
        : source(std::make_shared<gated_provider>(std::move(answer)))
        , cache(std::make_unique<ecr::cached_credentials>(context.get_executor(), source, settings, time)) {}

    [[nodiscard]] ecr::timestamp from_now(std::chrono::milliseconds life) { return time->utc_now() + life; }

    static asio::awaitable<void> ask(ecr::cached_credentials& cache, outcome& came) {
        try {
            const auto keys = co_await cache.get();
            came.id = keys->access_key_id;
        } catch (const ecr::exception& thrown) {
            came.failure = thrown.what();
            came.not_configured = dynamic_cast<const ecr::not_configured*>(&thrown) != nullptr;
        } catch (const boost::system::system_error& thrown) {
            came.aborted = thrown.code() == asio::error::operation_aborted;
        }
        came.done = true;
    }
    void start(outcome& came) { asio::co_spawn(context, ask(*cache, came), asio::detached); }
    void start(outcome& came, asio::cancellation_signal& signal) {
        asio::co_spawn(context, hear_every_cancellation(ask(*cache, came)),
                       asio::bind_cancellation_slot(signal.slot(), asio::detached));
    }
    void settle() {
        context.restart();
        context.poll();
    }
    outcome get() {
        outcome came;
        start(came);
        settle();
        return came;
    }
    std::string ready() {
        const auto keys = cache->ready();
        settle();
        return keys ? keys->access_key_id : "none";
    }

    asio::io_context context{};
    std::shared_ptr<scripted_time> time = std::make_shared<scripted_time>();
    std::shared_ptr<gated_provider> source;
    std::unique_ptr<ecr::cached_credentials> cache;
};

keys_ptr fail(const char* message) {
    throw std::runtime_error(message);
}

}

BOOST_AUTO_TEST_CASE(a_thousand_calls_at_once_make_one_refresh) {
    scene now([](int number) { return some_keys("K" + std::to_string(number)); });
    now.source->closed = true;
    std::vector<outcome> came(1000);

    for (auto& each : came) now.start(each);
    now.settle();
    now.source->open();
    now.settle();

    BOOST_TEST(now.source->asked == 1);
    BOOST_TEST(std::ranges::count(came, "K1", &outcome::id) == 1000);
    BOOST_TEST(now.ready() == "K1");
}

BOOST_AUTO_TEST_CASE(ageing_keys_are_used_while_one_refresh_runs_in_the_background) {
    scene now([&](int number) { return some_keys("K" + std::to_string(number), now.from_now(1h)); });
    now.get();
    now.source->closed = true;
    now.time->pass(50min);

    BOOST_TEST(now.ready() == "K1");
    BOOST_TEST(now.ready() == "K1");
    BOOST_TEST(now.get().id == "K1");
    BOOST_TEST(now.source->asked == 2);
    now.source->open();
    now.settle();

    BOOST_TEST(now.ready() == "K2");
    BOOST_TEST(now.source->asked == 2);
}

BOOST_AUTO_TEST_CASE(calls_wait_for_new_keys_when_the_old_ones_are_about_to_end) {
    scene now([&](int number) { return some_keys("K" + std::to_string(number), now.from_now(1h)); });
    now.get();
    now.source->closed = true;
    now.time->pass(56min);
    outcome came;

    BOOST_TEST(now.ready() == "none");
    now.start(came);
    now.settle();
    BOOST_TEST(!came.done);
    now.source->open();
    now.settle();

    BOOST_TEST(came.id == "K2");
}

BOOST_AUTO_TEST_CASE(a_refresh_that_fails_keeps_good_keys_and_is_not_tried_again_at_once) {
    for (const auto age : {50min, 56min}) {
        scene now([&](int number) {
            return number == 1 ? some_keys("K1", now.from_now(1h)) : fail("the network is gone");
        });
        now.get();
        now.time->pass(age);

        BOOST_TEST(now.get().id == "K1");
        BOOST_TEST(now.ready() == "K1");
        BOOST_TEST(now.get().id == "K1");
        BOOST_TEST(now.source->asked == 2);
        now.time->pass(1min);
        BOOST_TEST(now.get().id == "K1");
        BOOST_TEST(now.source->asked == 3);
        now.time->pass(10min);
        const auto late = now.get();

        BOOST_TEST(late.id == "");
        BOOST_TEST(late.failure.find("the network is gone") != late.failure.npos, late.failure);
    }
}

BOOST_AUTO_TEST_CASE(refreshes_that_fail_are_told_also_where_no_call_hears_of_them) {
    std::vector<std::string> told;
    ecr::refresh_settings settings;
    settings.on_failure = [&](const ecr::error& why) {
        told.push_back(to_string(why));
        throw std::runtime_error("dropped");
    };
    scene now([&](int number) { return number == 1 ? some_keys("K1", now.from_now(1h)) : fail("no answer"); },
              settings);
    now.get();
    BOOST_TEST(told.empty());

    now.time->pass(50min);
    BOOST_TEST(now.ready() == "K1");
    BOOST_TEST_REQUIRE(told.size() == 1U);
    BOOST_TEST(told[0] == "credentials: the credentials provider failed: no answer");
    now.time->pass(6min);
    BOOST_TEST(now.get().id == "K1");
    BOOST_TEST(told.size() == 2U);
    now.time->pass(5min);
    BOOST_TEST(now.get().failure.find("no answer") != std::string::npos);
    BOOST_TEST(told.size() == 3U);
}

BOOST_AUTO_TEST_CASE(a_refresh_that_was_given_up_is_not_told) {
    int told = 0;
    ecr::refresh_settings settings;
    settings.on_failure = [&](const ecr::error&) { ++told; };
    scene now([](int) { return some_keys("K"); }, settings);
    now.source->closed = true;
    asio::cancellation_signal signal;
    outcome came;
    now.start(came, signal);
    now.settle();

    signal.emit(asio::cancellation_type::terminal);
    now.settle();

    BOOST_TEST(now.source->cancelled == 1);
    BOOST_TEST(told == 0);
}

BOOST_AUTO_TEST_CASE(everyone_who_waits_hears_of_the_failure) {
    scene now([](int) { return fail("no secrets: AWS_SECRET_ACCESS_KEY=abcdefgh"); });
    now.source->closed = true;
    std::vector<outcome> came(3);

    for (auto& each : came) now.start(each);
    now.settle();
    now.source->open();
    now.settle();

    BOOST_TEST(now.source->asked == 1);
    for (const auto& each : came) {
        BOOST_TEST(each.failure.find("no secrets") != each.failure.npos, each.failure);
        BOOST_TEST(each.failure.find("abcdefgh") == each.failure.npos, each.failure);
        BOOST_TEST(!each.not_configured);
    }
}

BOOST_AUTO_TEST_CASE(not_configured_stays_what_it_is) {
    scene now([](int) -> keys_ptr {
        ecr::error_data parts;
        parts.kind = ecr::error_kind::credentials;
        throw ecr::not_configured(ecr::error(std::move(parts)));
    });

    BOOST_TEST(now.get().not_configured);
}

BOOST_AUTO_TEST_CASE(one_waiter_that_gives_up_does_not_end_the_refresh) {
    scene now([](int number) { return some_keys("K" + std::to_string(number)); });
    now.source->closed = true;
    std::vector<outcome> came(3);
    asio::cancellation_signal gives_up;
    now.start(came[0], gives_up);
    now.start(came[1]);
    now.start(came[2]);
    now.settle();

    gives_up.emit(asio::cancellation_type::total);
    now.settle();
    BOOST_TEST(came[0].aborted);
    BOOST_TEST(!came[1].done);
    now.source->open();
    now.settle();

    BOOST_TEST(came[1].id == "K1");
    BOOST_TEST(came[2].id == "K1");
    BOOST_TEST(now.source->cancelled == 0);
}

BOOST_AUTO_TEST_CASE(the_last_waiter_that_gives_up_ends_the_refresh_and_harms_nobody_after) {
    scene now([](int number) { return some_keys("K" + std::to_string(number)); });
    now.source->closed = true;
    std::vector<outcome> came(3);
    asio::cancellation_signal first;
    asio::cancellation_signal second;
    now.start(came[0], first);
    now.start(came[1], second);
    now.settle();

    first.emit(asio::cancellation_type::terminal);
    second.emit(asio::cancellation_type::terminal);
    now.settle();
    now.source->closed = false;
    now.start(came[2]);
    now.settle();

    BOOST_TEST(came[0].aborted);
    BOOST_TEST(came[1].aborted);
    BOOST_TEST(now.source->cancelled == 1);
    BOOST_TEST(came[2].id == "K2");
}

BOOST_AUTO_TEST_CASE(keys_that_the_service_refuses_are_replaced_once) {
    scene now([&](int number) { return some_keys("K" + std::to_string(number), now.from_now(1h)); });
    now.get();
    const auto refused = *now.cache->ready();

    BOOST_TEST(now.cache->expired(refused));
    BOOST_TEST(now.ready() == "none");
    BOOST_TEST(now.get().id == "K2");
    // A late call complains about what was replaced already.
    BOOST_TEST(now.cache->expired(refused));

    BOOST_TEST(now.ready() == "K2");
    BOOST_TEST(now.source->asked == 2);
}

BOOST_AUTO_TEST_CASE(the_same_keys_again_are_a_failure_for_those_who_waited_and_no_longer) {
    scene now([&](int) { return some_keys("K", ecr::timestamp(std::chrono::seconds(2000000000))); });
    now.get();
    BOOST_TEST(now.cache->expired(*now.cache->ready()));

    const auto failed = now.get();

    BOOST_TEST(failed.failure.find("has no others") != failed.failure.npos, failed.failure);
    BOOST_TEST(failed.failure.find("Gated") != failed.failure.npos, failed.failure);
    BOOST_TEST(now.get().id == "K");
}

BOOST_AUTO_TEST_CASE(keys_that_can_be_no_others_are_not_asked_for_again) {
    scene now([](int) { return some_keys("K"); });
    now.get();

    BOOST_TEST(!now.cache->expired(*now.cache->ready()));
    BOOST_TEST(now.ready() == "K");
    now.source->renewable = true;
    BOOST_TEST(now.cache->expired(*now.cache->ready()));
    BOOST_TEST(now.ready() == "none");
}

BOOST_AUTO_TEST_CASE(keys_that_come_expired_are_an_error_unless_the_old_ones_are_good) {
    scene now([&](int number) { return some_keys("K", now.from_now(number == 2 ? 1h : 0h)); });

    const auto failed = now.get();
    BOOST_TEST(failed.failure.find("check the clock") != failed.failure.npos, failed.failure);
    BOOST_TEST(now.get().id == "K");
    now.time->pass(56min);

    BOOST_TEST(now.get().id == "K");
    BOOST_TEST(now.source->asked == 3);
}

BOOST_AUTO_TEST_CASE(a_provider_without_keys_is_a_failure) {
    scene now([](int) { return nullptr; });

    const auto failed = now.get();

    BOOST_TEST(failed.failure.find("has no keys") != failed.failure.npos, failed.failure);
}

BOOST_AUTO_TEST_CASE(a_cache_that_goes_ends_its_refresh) {
    scene now([](int number) { return some_keys("K" + std::to_string(number)); });
    now.source->closed = true;
    outcome came;
    now.start(came);
    now.settle();

    now.cache.reset();
    now.settle();

    BOOST_TEST(now.source->cancelled == 1);
    BOOST_TEST(came.done);
    BOOST_TEST(came.failure.find("cancelled") != came.failure.npos, came.failure);
}

BOOST_AUTO_TEST_CASE(a_context_that_goes_takes_the_question_and_its_waiters_with_it) {
    const auto source = std::make_shared<gated_provider>([](int) { return some_keys("K"); });
    source->closed = true;
    std::unique_ptr<ecr::cached_credentials> cache;
    std::vector<outcome> came(2);
    {
        asio::io_context context;
        cache = std::make_unique<ecr::cached_credentials>(context.get_executor(), source);
        for (auto& each : came) asio::co_spawn(context, scene::ask(*cache, each), asio::detached);
        context.poll();
        BOOST_TEST(source->asked == 1);
    }

    BOOST_TEST(!came[0].done);
    BOOST_TEST(cache->ready() == nullptr);
    cache.reset();
}

BOOST_AUTO_TEST_CASE(it_signs_with_the_features_of_its_source) {
    scene now([](int) { return some_keys("K"); });

    BOOST_TEST(now.cache->user_agent_features() == "e,Q");
}

BOOST_AUTO_TEST_SUITE_END()
