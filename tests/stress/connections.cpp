#include <ecr/detail/connector.hpp>
#include <ecr/detail/on_strand.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <optional>
#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>
#include <support/tls_peer.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(connections)

namespace {

using namespace test;
using namespace std::chrono_literals;
using ecr::error_kind;
using ecr::detail::connection_strand;

struct tally {
    std::atomic<int> answered = 0;
    std::atomic<int> timed_out = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> other = 0;
};

/// Connects and greets on the strand of the connection, which then goes to the caller.
asio::awaitable<connected> talk(const ecr::detail::connector& connector, connect_order order) {
    auto result = co_await connector.connect(std::move(order));
    if (result.stream) {
        std::string answer(5, '?');
        const auto question = asio::buffer("GET / HTTP/1.1\r\n\r\n", 18);
        auto moved = co_await result.stream->write(question);
        const auto room = asio::buffer(answer);
        if (!moved.error) moved = co_await result.stream->read_some(room);
        if (moved.error) result.failure = result.stream->failure(moved.error, "talk to");
    }
    co_return result;
}

asio::awaitable<void> one_call(asio::any_io_executor pool, const ecr::detail::connector& connector,
                               connect_order order, tally& counts) {
    const connection_strand strand = asio::make_strand(pool);
    try {
        auto work = talk(connector, std::move(order));
        const auto result = co_await ecr::detail::on_strand(strand, std::move(work));
        if (!result.failure) {
            ++counts.answered;
        } else if (result.failure->kind == error_kind::timeout) {
            ++counts.timed_out;
        } else {
            ++(result.failure->kind == error_kind::cancelled ? counts.cancelled : counts.other);
        }
    } catch (const boost::system::system_error& error) {
        ++(error.code() == asio::error::operation_aborted ? counts.cancelled : counts.other);
    }
}

/// A call that some limit or a cancellation may hit at any moment.
asio::awaitable<void> one_race(asio::any_io_executor pool, asio::any_io_executor own,
                               const ecr::detail::connector& connector, std::uint16_t port, int number,
                               tally& counts) {
    bool done = false;
    asio::cancellation_signal signal;
    asio::steady_timer ended(own, asio::steady_timer::time_point::max());
    const auto finish = [&](std::exception_ptr) {
        done = true;
        ended.cancel();
    };
    auto order = to(secured("127.0.0.1", port), 10s);
    const auto now = std::chrono::steady_clock::now();
    const auto moment = std::chrono::microseconds(number * 37 % 4000 + 1);
    if (number % 3 == 1) {
        order.limits.whole = ecr::detail::limit_from(now, moment, ecr::timeout_kind::attempt);
    }
    auto call = one_call(pool, connector, std::move(order), counts);
    asio::co_spawn(own, hear_every_cancellation(std::move(call)),
                   asio::bind_cancellation_slot(signal.slot(), finish));
    boost::system::error_code ignored;
    if (number % 3 == 2) {
        asio::steady_timer when(own, moment);
        co_await when.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        signal.emit(number % 2 == 0 ? asio::cancellation_type::terminal : asio::cancellation_type::partial);
    }
    if (!done) co_await ended.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> one_lane(asio::any_io_executor pool, const ecr::detail::connector& connector,
                               std::uint16_t port, int calls, tally& counts) {
    const auto own = co_await asio::this_coro::executor;
    for (int number = 0; number < calls; ++number) {
        auto race = one_race(pool, own, connector, port, number, counts);
        co_await std::move(race);
    }
}

}

BOOST_AUTO_TEST_CASE(connections_live_and_die_on_four_threads) {
    constexpr int lanes = 8;
    constexpr int calls = 60;
    asio::thread_pool threads(4);
    const asio::any_io_executor pool(threads.get_executor());
    const asio::any_io_executor serving(asio::make_strand(pool));
    tls_peer_options options;
    options.own = make_identity();
    std::optional<tls_peer> peer(std::in_place, serving, options, answer_hello);
    const auto port = peer->port();
    const auto connector = connector_over({loopback()});
    tally counts;

    std::vector<std::future<void>> done;
    for (int lane = 0; lane < lanes; ++lane) {
        done.push_back(asio::co_spawn(asio::any_io_executor(asio::make_strand(pool)),
                                      one_lane(pool, connector, port, calls, counts), asio::use_future));
    }
    for (auto& each : done) each.get();
    asio::post(serving, [&] { peer.reset(); });
    threads.join();

    BOOST_TEST_MESSAGE(counts.answered << " answered, " << counts.timed_out << " timed out, "
                                       << counts.cancelled << " cancelled");
    BOOST_TEST(counts.answered + counts.timed_out + counts.cancelled == lanes * calls);
    BOOST_TEST(counts.other == 0);
    BOOST_TEST(counts.answered >= lanes * calls / 3);
    BOOST_TEST(counts.timed_out > 0);
    BOOST_TEST(counts.cancelled > 0);
}

BOOST_AUTO_TEST_SUITE_END()
