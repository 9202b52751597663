#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/stream.hpp>
#include <ecr/detail/tls_stream.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <array>
#include <chrono>
#include <support/coroutine_test.hpp>
#include <support/loopback.hpp>
#include <support/tls_peer.hpp>

BOOST_AUTO_TEST_SUITE(stream)

namespace {

using namespace test;
using namespace std::chrono_literals;
using ecr::error_kind;
using ecr::timeout_kind;
using ecr::detail::stream_ptr;

constexpr auto ask = "GET / HTTP/1.1\r\n\r\n";

/// Both ends of a plain connection.
struct pair {
    stream_ptr near{};
    tcp::socket far;
};

asio::awaitable<pair> connected_pair() {
    const auto executor = co_await asio::this_coro::executor;
    tcp::acceptor acceptor(executor, loopback());
    tcp::socket near(executor);
    near.connect(acceptor.local_endpoint());
    pair made{ecr::detail::plain_stream(std::move(near), "peer:1"), acceptor.accept()};
    co_return made;
}

asio::awaitable<void> until_readable(tcp::socket& socket) {
    boost::system::error_code error;
    co_await socket.async_wait(tcp::socket::wait_read, asio::redirect_error(asio::use_awaitable, error));
}

asio::awaitable<void> until_it_stops_being_alive(ecr::detail::stream& stream) {
    auto& socket = stream.wire().socket();
    auto waiting = until_readable(socket);
    co_await std::move(waiting);
}

const identity& own_identity() {
    static const identity made = make_identity();
    return made;
}

asio::awaitable<stream_ptr> secured_stream(std::uint16_t port) {
    const auto executor = co_await asio::this_coro::executor;
    ecr::tls_settings settings;
    settings.verify = false;
    tcp::socket socket(executor);
    socket.connect(loopback(port));
    auto below = ecr::detail::plain_stream(std::move(socket), "peer:1");
    auto context = ecr::detail::make_tls_context(settings).value;
    auto done = co_await ecr::detail::secure(std::move(below), std::move(context), "localhost", port);
    BOOST_REQUIRE(!done.failure);
    co_return std::move(done.stream);
}

asio::awaitable<std::string> greet(ecr::detail::stream& stream) {
    std::string answer(5, '?');
    const auto question = asio::buffer(ask, std::strlen(ask));
    auto moved = co_await stream.write(question);
    const auto room = asio::buffer(answer);
    if (!moved.error) moved = co_await stream.read_some(room);
    answer.resize(moved.bytes);
    co_return answer;
}

ecr::detail::time_limit within(std::chrono::nanoseconds length, timeout_kind kind) {
    return ecr::detail::limit_from(std::chrono::steady_clock::now(), length, kind);
}

}

BOOST_AUTO_TEST_CASE(a_connection_on_which_nothing_happens_is_alive) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();

        BOOST_TEST(both.near->probably_alive());
        BOOST_TEST(both.near->probably_alive());
    });
}

BOOST_AUTO_TEST_CASE(a_connection_that_the_peer_closed_reset_or_spoke_on_is_not_alive) {
    for (const std::string what : {"closed", "reset", "spoke"}) {
        BOOST_TEST_CONTEXT(what)
        run_coroutine([&]() -> asio::awaitable<void> {
            auto both = co_await connected_pair();

            if (what == "spoke") both.far.send(asio::buffer("x", 1));
            if (what == "reset") both.far.set_option(asio::socket_base::linger(true, 0));
            if (what != "spoke") both.far.close();
            auto waiting = until_it_stops_being_alive(*both.near);
            co_await std::move(waiting);

            BOOST_TEST(!both.near->probably_alive());
        });
    }
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_closed_here_is_not_alive) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();

        both.near->close();

        BOOST_TEST(!both.near->probably_alive());
        BOOST_TEST(both.near->wire().broken());
    });
}

BOOST_AUTO_TEST_CASE(a_try_looks_only_where_there_may_be_more) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();
        std::array<char, 16> room{};
        both.far.send(asio::buffer("abc", 3));

        const auto unasked = both.near->try_read(asio::buffer(room));
        auto waiting = both.near->readable();
        co_await std::move(waiting);
        const auto first = both.near->try_read(asio::buffer(room));
        both.far.send(asio::buffer("d", 1));
        const auto none = both.near->try_read(asio::buffer(room));
        both.near->expect_more();
        const auto second = both.near->try_read(asio::buffer(room));

        BOOST_TEST(unasked.error == asio::error::would_block);
        BOOST_TEST(first.bytes == 3u);
        BOOST_TEST(none.error == asio::error::would_block);
        BOOST_TEST(second.bytes == 1u);
    });
}

BOOST_AUTO_TEST_CASE(reading_on_after_the_end_fails_at_once) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();
        both.far.close();
        char byte{};
        const auto room = asio::buffer(&byte, 1);

        const auto first = co_await both.near->read_some(room);
        const auto second = co_await both.near->read_some(room);

        BOOST_TEST(first.error == asio::error::eof);
        BOOST_TEST(second.error == asio::error::eof);
    });
}

BOOST_AUTO_TEST_CASE(a_secured_connection_is_alive_until_the_peer_says_goodbye_speaks_or_closes) {
    for (const std::string what : {"nothing", "goodbye", "speaks", "closes"}) {
        BOOST_TEST_CONTEXT(what)
        run_coroutine([&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            tls_peer_options options;
            options.own = own_identity();
            asio::steady_timer finish(executor, asio::steady_timer::time_point::max());
            tls_peer peer(executor, options, [&](tls_socket& socket) -> asio::awaitable<void> {
                boost::system::error_code error;
                auto answered = answer(socket, "hello");
                co_await std::move(answered);
                co_await finish.async_wait(asio::redirect_error(asio::use_awaitable, error));
                if (what == "speaks") asio::write(socket, asio::buffer("more", 4));
                if (what == "closes") socket.lowest_layer().close();
                if (what == "goodbye") {
                    co_await socket.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
                }
                auto rest = say_nothing(std::move(socket.next_layer()));
                co_await std::move(rest);
            });
            auto stream = co_await secured_stream(peer.port());
            const auto fresh = stream->probably_alive();
            const auto heard = co_await greet(*stream);
            const auto used = stream->probably_alive();

            finish.cancel();
            if (what != "nothing") {
                auto waiting = until_it_stops_being_alive(*stream);
                co_await std::move(waiting);
            }

            BOOST_TEST(fresh);
            BOOST_TEST(heard == "hello");
            BOOST_TEST(used);
            BOOST_TEST(stream->probably_alive() == (what == "nothing"));
        });
    }
}

BOOST_AUTO_TEST_CASE(a_limit_ends_a_read_and_says_which_it_was) {
    struct variant {
        timeout_kind kind;
        const char* message;
    };
    const variant variants[] = {
        {timeout_kind::attempt, "attempt timed out after 20 ms: read from peer:1"},
        {timeout_kind::operation, "operation timed out after 20 ms: read from peer:1"},
        {timeout_kind::read_idle, "read from peer:1 brought nothing for 20 ms"},
        {timeout_kind::stall, "read from peer:1 stalled for 20 ms"},
    };
    for (const auto& each : variants) {
        BOOST_TEST_CONTEXT(each.message)
        run_coroutine([&]() -> asio::awaitable<void> {
            auto both = co_await connected_pair();
            auto& wire = both.near->wire();
            if (each.kind == timeout_kind::read_idle) {
                wire.read_idle(20ms);
            } else if (each.kind == timeout_kind::stall) {
                wire.guard({.bytes_per_second = 1, .grace = 20ms});
            } else {
                wire.until(within(20ms, each.kind));
            }

            char byte{};
            const auto room = asio::buffer(&byte, 1);
            const auto moved = co_await both.near->read_some(room);
            const auto failure = both.near->failure(moved.error, "read from");

            BOOST_TEST(moved.error == asio::error::timed_out);
            BOOST_TEST((failure.kind == error_kind::timeout));
            BOOST_TEST((failure.timeout == each.kind));
            BOOST_TEST(failure.message == each.message);
            BOOST_TEST(!both.near->probably_alive());
        });
    }
}

BOOST_AUTO_TEST_CASE(a_write_to_a_peer_that_does_not_read_stalls) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();
        both.near->wire().guard({.bytes_per_second = 1, .grace = 30ms});
        const std::string much(64 * 1024 * 1024, 'x');
        const auto all = asio::buffer(much);

        const auto moved = co_await both.near->write(all);

        BOOST_TEST(moved.error == asio::error::timed_out);
        BOOST_TEST(moved.bytes > 0u);
        BOOST_TEST(moved.bytes < much.size());
        const auto failure = both.near->failure(moved.error, "write to");
        BOOST_TEST((failure.timeout == timeout_kind::stall));
    });
}

BOOST_AUTO_TEST_CASE(a_limit_that_moves_away_does_not_end_the_connection) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();
        auto& wire = both.near->wire();
        wire.until(within(20ms, timeout_kind::attempt));
        wire.until(within(10s, timeout_kind::attempt));
        asio::steady_timer later(both.far.get_executor(), 60ms);
        later.async_wait([&](boost::system::error_code) { both.far.send(asio::buffer("x", 1)); });

        char byte{};
        const auto room = asio::buffer(&byte, 1);
        const auto moved = co_await both.near->read_some(room);

        BOOST_TEST(!moved.error);
        BOOST_TEST(byte == 'x');
    });
}

BOOST_AUTO_TEST_CASE(a_limit_that_passes_between_operations_fails_the_next_one) {
    run_coroutine([]() -> asio::awaitable<void> {
        auto both = co_await connected_pair();
        both.near->wire().until(within(5ms, timeout_kind::operation));
        auto closed = until_readable(both.far);
        co_await std::move(closed);

        const auto all = asio::buffer("x", 1);
        const auto moved = co_await both.near->write(all);

        BOOST_TEST(moved.error == asio::error::timed_out);
    });
}

BOOST_AUTO_TEST_CASE(a_resting_connection_keeps_nobody_waiting) {
    asio::io_context context;
    stream_ptr kept;
    asio::co_spawn(
        context,
        [&]() -> asio::awaitable<void> {
            auto both = co_await connected_pair();
            both.near->wire().until(within(1h, timeout_kind::attempt));
            both.near->wire().rest();
            kept = std::move(both.near);
        },
        asio::detached);

    context.run();

    BOOST_TEST(!kept->wire().broken());
    kept.reset();
}

BOOST_AUTO_TEST_CASE(cancelling_breaks_the_stream_whatever_it_was_doing) {
    for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial}) {
        for (const bool reading : {true, false}) {
            run_coroutine([&]() -> asio::awaitable<void> {
                const auto executor = co_await asio::this_coro::executor;
                auto both = co_await connected_pair();
                std::string bytes(64 * 1024 * 1024, 'x');
                ecr::detail::io_result moved;
                const auto work = [&]() -> asio::awaitable<void> {
                    const auto room = asio::buffer(bytes);
                    if (reading) {
                        moved = co_await both.near->read_some(room);
                    } else {
                        moved = co_await both.near->write(room);
                    }
                };
                asio::cancellation_signal signal;
                asio::steady_timer ended(executor, asio::steady_timer::time_point::max());
                const auto end = [&](std::exception_ptr) { ended.cancel(); };
                asio::co_spawn(executor, hear_every_cancellation(work()),
                               asio::bind_cancellation_slot(signal.slot(), end));
                asio::post(executor, [&] { signal.emit(type); });
                boost::system::error_code ignored;
                co_await ended.async_wait(asio::redirect_error(asio::use_awaitable, ignored));

                BOOST_TEST(moved.error == asio::error::operation_aborted);
                BOOST_TEST(both.near->wire().broken());
                BOOST_TEST(!both.near->probably_alive());
                const auto failure = both.near->failure(moved.error, "read from");
                BOOST_TEST((failure.kind == error_kind::cancelled));
            });
        }
    }
}

BOOST_AUTO_TEST_CASE(a_stream_of_a_strand_is_destroyed_there) {
    asio::thread_pool pool(2);
    const ecr::detail::connection_strand strand(pool.get_executor());
    const asio::any_io_executor executor(strand);
    tcp::acceptor acceptor(pool.get_executor(), loopback());
    auto made = asio::co_spawn(
        executor,
        [&]() -> asio::awaitable<stream_ptr> {
            tcp::socket socket(executor);
            socket.connect(acceptor.local_endpoint());
            auto stream = ecr::detail::plain_stream(std::move(socket), "peer:1");
            stream->wire().until(within(1ms, timeout_kind::attempt));
            co_return stream;
        },
        asio::use_future);
    auto far = acceptor.accept();
    auto stream = made.get();

    stream.reset();

    char byte{};
    boost::system::error_code error;
    far.receive(asio::buffer(&byte, 1), 0, error);
    BOOST_TEST(error == asio::error::eof);
    pool.join();
}

BOOST_AUTO_TEST_SUITE_END()
