#include <ecr/client.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <support/calling.hpp>
#include <thread>

BOOST_AUTO_TEST_SUITE(calls)

namespace {

using namespace test;
using ecr::client;

/// A server on a thread of its own.
class remote_server {
public:
    explicit remote_server(flaky_server::script play) {
        server_.emplace(context_.get_executor(), std::move(play));
        port_ = server_->port();
        thread_ = std::thread([this] { context_.run(); });
    }
    ~remote_server() {
        context_.stop();
        thread_.join();
    }
    remote_server(const remote_server&) = delete;
    remote_server& operator=(const remote_server&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }

private:
    asio::io_context context_{1};
    std::optional<flaky_server> server_{};
    std::thread thread_{};
    std::uint16_t port_ = 0;
};

struct tally {
    std::atomic<int> completed = 0;
    std::atomic<int> cancelled = 0;
    std::atomic<int> failed = 0;
    std::atomic<int> wrong = 0;

    void add(const call_outcome& made) {
        if (made.well()) {
            ++completed;
        } else if (made.was_cancelled_exception) {
            ++cancelled;
            if (made.code != asio::error::operation_aborted) ++wrong;
        } else {
            ++failed;
        }
    }
};

/// Lets others go first, by a timer that has expired already.
asio::awaitable<void> step_aside(asio::any_io_executor executor) {
    boost::system::error_code ignored;
    asio::steady_timer timer(executor, asio::steady_timer::time_point::min());
    co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> hear_every_type(client on, call_outcome& made) {
    const asio::enable_total_cancellation every;
    co_await asio::this_coro::reset_cancellation_state(every);
    auto work = call_into(std::move(on), made);
    co_await std::move(work);
}

/// One call and the cancellation that races it, both on the strand of the caller.
asio::awaitable<void> one_race(asio::any_io_executor own, client on, int number, tally& counts) {
    constexpr asio::cancellation_type types[] = {
        asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total};
    bool done = false;
    boost::system::error_code ignored;
    call_outcome made;
    asio::cancellation_signal signal;
    asio::steady_timer ended(own, asio::steady_timer::time_point::max());
    const auto finish = [&](std::exception_ptr) {
        done = true;
        ended.cancel();
    };
    asio::co_spawn(own, hear_every_type(std::move(on), made),
                   asio::bind_cancellation_slot(signal.slot(), finish));
    // About as long as a call takes, sooner or later.
    for (int step = 0; step < number * 7 % 60 && !done; ++step) co_await step_aside(own);
    signal.emit(types[number % 3]);
    if (!done) co_await ended.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    counts.add(made);
}

asio::awaitable<void> one_lane(asio::any_io_executor own, client on, int races, int lane, tally& counts) {
    for (int number = 0; number < races; ++number) {
        auto race = one_race(own, on, number + lane, counts);
        co_await std::move(race);
    }
}

/// Waits for connections that are on their way back.
void expect_whole(const client& on) {
    BOOST_TEST(on.gauges().in_use == 0u);
    BOOST_TEST(on.gauges().connecting == 0u);
    BOOST_TEST(on.gauges().waiting == 0u);
}

/// What goes wrong next on any connection; the sequence of faults repeats.
asio::awaitable<void> misbehave(visit& guest, std::atomic<unsigned>& number) {
    bool heard = co_await guest.hear();
    while (heard) {
        const unsigned fault = number++ * 2654435761u >> 28;
        std::string text = http_answer();
        if (fault == 0) text = http_answer("503 Service Unavailable");
        if (fault == 1) text = http_answer("400 Bad Request", "", R"({"__type":"ThrottlingException"})");
        if (fault == 2) text.resize(20);
        if (fault == 3) text = http_answer("200 OK", "Connection: close\r\n");
        if (fault == 4) text = "what?";
        if (fault == 5) guest.reset();
        if (fault == 6) {
            auto silence = guest.listen();
            co_await std::move(silence);
        }
        auto said = guest.say(std::move(text));
        if (guest.socket().is_open()) co_await std::move(said);
        if (fault <= 3) {
            guest.hang_up();
            co_return;
        }
        heard = guest.socket().is_open();
        if (heard) heard = co_await guest.hear();
    }
}

}

BOOST_AUTO_TEST_CASE(cancelling_a_call_that_completes_meanwhile_is_safe) {
    constexpr int lanes = 20;
    constexpr int races = 500;
    const remote_server server(serve_well);
    tally counts;
    asio::thread_pool threads(4);
    auto config = config_for(server.port());
    // Fewer than lanes, so that waiting in line is raced too.
    config.pool.max_connections = 12;
    const client on(threads.get_executor(), std::move(config));

    for (int lane = 0; lane < lanes; ++lane) {
        const asio::any_io_executor own(asio::make_strand(threads));
        asio::co_spawn(own, one_lane(own, on, races, lane, counts), asio::detached);
    }
    threads.join();

    BOOST_TEST_MESSAGE(counts.completed << " completed, " << counts.cancelled << " were cancelled");
    BOOST_TEST(counts.completed + counts.cancelled == lanes * races);
    BOOST_TEST(counts.completed > lanes * races / 20);
    BOOST_TEST(counts.cancelled > lanes * races / 20);
    BOOST_TEST(counts.failed == 0);
    BOOST_TEST(counts.wrong == 0);
    expect_whole(on);
}

BOOST_AUTO_TEST_CASE(calls_among_random_faults_all_end_and_leave_the_pool_whole) {
    constexpr int callers = 200;
    constexpr int each = 5;
    std::atomic<unsigned> number = 0;
    const auto script = [&](visit& guest) { return misbehave(guest, number); };
    const remote_server server(script);
    tally counts;
    asio::thread_pool threads(4);
    auto config = config_for(server.port());
    config.pool.max_connections = 32;
    config.retry.max_attempts = 2;
    config.timeout.read_idle = 50ms;
    const client on(threads.get_executor(), std::move(config));

    const auto caller = [&]() -> asio::awaitable<void> {
        for (int i = 0; i < each; ++i) {
            const auto made = co_await call(on);
            counts.add(made);
        }
    };
    for (int i = 0; i < callers; ++i) asio::co_spawn(asio::make_strand(threads), caller, asio::detached);
    threads.join();

    BOOST_TEST_MESSAGE(counts.completed << " completed, " << counts.failed << " failed");
    BOOST_TEST(counts.completed + counts.failed == callers * each);
    BOOST_TEST(counts.completed > 0);
    BOOST_TEST(counts.failed > 0);
    BOOST_TEST(counts.cancelled == 0);
    expect_whole(on);
}

BOOST_AUTO_TEST_CASE(closing_while_calls_run_on_every_thread_ends_them_all) {
    constexpr int rounds = 100;
    const remote_server server(serve_well);
    tally counts;

    for (int round = 0; round < rounds; ++round) {
        asio::thread_pool threads(4);
        auto config = config_for(server.port());
        config.pool.max_connections = 4;
        const client on(threads.get_executor(), std::move(config));
        const auto caller = [&]() -> asio::awaitable<void> {
            call_outcome made;
            while (!made.failure) {
                made = co_await call(on);
                counts.add(made);
            }
        };
        const auto closer = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            for (int i = 0; i < round; ++i) co_await step_aside(executor);
            co_await on.close(round % 2 == 0 ? ecr::close_mode::cancel : ecr::close_mode::drain);
        };
        for (int i = 0; i < 10; ++i) asio::co_spawn(asio::make_strand(threads), caller, asio::detached);
        asio::co_spawn(asio::make_strand(threads), closer, asio::detached);
        threads.join();
        expect_whole(on);
    }

    BOOST_TEST(counts.cancelled == rounds * 10);
    BOOST_TEST(counts.failed == 0);
    BOOST_TEST(counts.wrong == 0);
}

BOOST_AUTO_TEST_SUITE_END()
