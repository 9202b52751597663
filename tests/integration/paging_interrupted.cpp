#include <ecr/pager.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/test/unit_test.hpp>

#include <support/paged_service.hpp>

BOOST_AUTO_TEST_SUITE(paging_interrupted)

namespace {

namespace asio = boost::asio;
using namespace test;
using stream_type = decltype(std::declval<paged_scene&>().items());

/// A consumer and what it has seen, on a context that is run step by step.
struct interrupted {
    explicit interrupted(std::size_t prefetch)
        : stream(scene.items({.prefetch = prefetch})) {}

    static asio::awaitable<void> consume(interrupted& self) {
        while (self.stream) {
            auto work = self.stream->next(ecr::as_result);
            auto item = co_await std::move(work);
            if (item.has_error()) {
                self.failures.push_back(item.error().kind());
                break;
            }
            if (!*item) break;
            self.got.push_back((*item)->number);
        }
    }

    void start() {
        done = false;
        auto work = hear_every_cancellation(consume(*this));
        asio::co_spawn(
            scene.context, std::move(work),
            asio::bind_cancellation_slot(signal.slot(), [this](const std::exception_ptr&) { done = true; }));
    }

    /// Runs so many handlers; false if there were not so many.
    bool step(int count) {
        for (; count != 0; --count) {
            if (scene.context.run_one_for(std::chrono::seconds(10)) == 0) return false;
        }
        return true;
    }

    void finish() {
        scene.context.restart();
        scene.context.run_for(std::chrono::seconds(10));
        scene.context.restart();
    }

    paged_scene scene{};
    std::optional<stream_type> stream;
    asio::cancellation_signal signal{};
    std::vector<std::int64_t> got{};
    std::vector<ecr::error_kind> failures{};
    bool done = false;
};

/// Interrupts a consumer after every number of handlers that it takes to the end.
template <class Interrupt>
int at_every_step(Interrupt interrupt) {
    int steps = 0;
    for (const std::size_t prefetch : {0U, 1U, 3U}) {
        bool on = true;
        for (int count = 0; on; ++count, ++steps) {
            interrupted scene(prefetch);
            scene.start();
            on = scene.step(count);
            BOOST_TEST_CONTEXT("after " << count << " steps, prefetch " << prefetch) {
                interrupt(scene);
            }
        }
    }
    return steps;
}

bool is_prefix(const std::vector<std::int64_t>& got) {
    return got == up_to(static_cast<std::int64_t>(got.size()));
}

}

BOOST_AUTO_TEST_CASE(a_stream_may_be_destroyed_at_every_step) {
    const auto steps = at_every_step([](interrupted& scene) {
        scene.stream.reset();
        scene.finish();

        BOOST_TEST(scene.done);
        BOOST_TEST(is_prefix(scene.got));
    });

    BOOST_TEST(steps > 30);
}

BOOST_AUTO_TEST_CASE(a_stream_may_be_moved_at_every_step) {
    at_every_step([](interrupted& scene) {
        stream_type elsewhere(std::move(*scene.stream));
        scene.stream.emplace(scene.scene.items());
        *scene.stream = std::move(elsewhere);
        scene.finish();

        BOOST_TEST(scene.done);
        BOOST_TEST(scene.got == up_to(10), boost::test_tools::per_element());
    });
}

BOOST_AUTO_TEST_CASE(a_cancelled_consumer_leaves_a_stream_that_goes_on_without_a_gap) {
    for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                            asio::cancellation_type::total}) {
        std::size_t cancelled = 0;
        at_every_step([&](interrupted& scene) {
            const bool ended = scene.done;
            scene.signal.emit(type);
            scene.finish();
            BOOST_TEST(scene.done);
            BOOST_TEST(is_prefix(scene.got));
            for (const auto kind : scene.failures) BOOST_TEST((kind == ecr::error_kind::cancelled));
            cancelled += !ended && scene.got.size() < 10 ? 1U : 0U;

            scene.start();
            scene.finish();

            BOOST_TEST(scene.done);
            BOOST_TEST(scene.got == up_to(10), boost::test_tools::per_element());
        });
        BOOST_TEST(cancelled > 10U);
    }
}

BOOST_AUTO_TEST_CASE(a_context_may_go_at_every_step) {
    at_every_step([](interrupted& scene) { BOOST_TEST(is_prefix(scene.got)); });
}

BOOST_AUTO_TEST_CASE(a_dropped_stream_ends_what_it_fetches_ahead) {
    interrupted scene(2);
    scene.start();
    while (scene.got.empty()) BOOST_TEST_REQUIRE(scene.step(1));
    scene.scene.service->silent = true;
    while (scene.scene.context.poll_one() != 0) {
    }
    BOOST_TEST(!scene.done);

    scene.stream.reset();
    scene.scene.context.run_for(std::chrono::seconds(10));

    BOOST_TEST(scene.scene.context.stopped());
    BOOST_TEST(scene.done);
}

BOOST_AUTO_TEST_CASE(pages_are_fetched_ahead_while_the_consumer_works_and_no_more_than_asked) {
    for (const std::size_t prefetch : {1U, 2U, 8U}) {
        paged_scene scene;
        auto stream = scene.items({.prefetch = prefetch});

        const auto first = scene.get(stream.next());
        scene.context.restart();
        scene.context.run();

        BOOST_TEST(first->number == 1);
        BOOST_TEST(scene.service->requests.size() == std::min<std::size_t>(1 + prefetch, 4));
    }
}

BOOST_AUTO_TEST_SUITE_END()
