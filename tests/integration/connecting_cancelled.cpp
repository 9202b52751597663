#include <ecr/detail/connector.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <optional>
#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(connecting_cancelled)

namespace {

using namespace test;
using ecr::error_kind;

/// Peers that keep a connection waiting in every phase.
struct scene {
    explicit scene(asio::any_io_executor executor)
        : hole(executor)
        , silent(executor, say_nothing)
        , proxy(executor, accept_tunnel) {}

    static asio::awaitable<void> accept_tunnel(tcp::socket socket) {
        auto answered = answer(socket, "HTTP/1.1 200 OK\r\n\r\n");
        co_await std::move(answered);
        auto rest = say_nothing(std::move(socket));
        co_await std::move(rest);
    }

    black_hole hole;
    server silent;
    server proxy;
    std::shared_ptr<silent_resolver> unanswered = std::make_shared<silent_resolver>();
};

struct phase {
    const char* name;
    std::function<connect_order(const scene&)> order;
};

connect_order behind(const ecr::endpoint& proxy) {
    auto order = to(secured("localhost", 443));
    order.proxy = {proxy, ""};
    return order;
}

const phase phases[] = {
    {"resolve", [](const scene&) { return to(plain("service.test", 80)); }},
    {"connect to", [](const scene& s) { return to(plain("127.0.0.1", s.hole.address().port())); }},
    {"TLS handshake with 127", [](const scene& s) { return to(secured("127.0.0.1", s.silent.port())); }},
    {"CONNECT through proxy", [](const scene& s) { return behind(plain("127.0.0.1", s.silent.port())); }},
    {"TLS handshake with localhost:443",
     [](const scene& s) { return behind(plain("127.0.0.1", s.proxy.port())); }},
};

struct outcome {
    std::optional<connected> result{};
    boost::system::error_code thrown{};
};

asio::awaitable<void> attempt(std::shared_ptr<ecr::resolver> names, connect_order order, outcome& to) {
    const ecr::detail::connector connector(std::move(names), careless());
    try {
        auto result = co_await connector.connect(std::move(order));
        to.result = std::move(result);
    } catch (const boost::system::system_error& error) {
        to.thrown = error.code();
    }
}

/// Connects and cancels when everybody has had `turns` turns.
asio::awaitable<outcome> cancelled_after(int turns, asio::cancellation_type type, const scene& at,
                                         connect_order order) {
    outcome made;
    bool done = false;
    const auto executor = co_await asio::this_coro::executor;
    asio::cancellation_signal signal;
    asio::steady_timer ended(executor, asio::steady_timer::time_point::max());
    const auto end = [&](std::exception_ptr) {
        done = true;
        ended.cancel();
    };
    auto work = attempt(at.unanswered, std::move(order), made);
    asio::co_spawn(executor, hear_every_cancellation(std::move(work)),
                   asio::bind_cancellation_slot(signal.slot(), end));
    for (int turn = 0; turn < turns; ++turn) co_await asio::post(executor, asio::use_awaitable);
    signal.emit(type);
    boost::system::error_code ignored;
    if (!done) co_await ended.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    co_return made;
}

}

BOOST_AUTO_TEST_CASE(every_phase_can_be_cancelled_at_any_moment) {
    constexpr int most_turns = 60;

    for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial}) {
        for (const auto& each : phases) {
            BOOST_TEST_CONTEXT(each.name)
            run_coroutine([&]() -> asio::awaitable<void> {
                const auto executor = co_await asio::this_coro::executor;
                const scene at(executor);
                outcome made;
                for (int turns = 0; turns < most_turns; ++turns) {
                    made = co_await cancelled_after(turns, type, at, each.order(at));

                    if (made.result) {
                        BOOST_REQUIRE(made.result->failure);
                        BOOST_TEST(!made.result->stream);
                        BOOST_TEST((made.result->failure->kind == error_kind::cancelled));
                        BOOST_TEST(made.result->failure->cause == asio::error::operation_aborted);
                    } else {
                        BOOST_TEST(made.thrown == asio::error::operation_aborted);
                    }
                }

                BOOST_REQUIRE(made.result);
                const auto& message = made.result->failure->message;
                BOOST_TEST(message.starts_with(each.name), message);
                BOOST_TEST(message.ends_with(" was cancelled"), message);
            });
        }
    }
}

BOOST_AUTO_TEST_CASE(a_lookup_that_is_cancelled_tells_the_resolver) {
    run_coroutine([]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        const scene at(executor);

        const auto made = co_await cancelled_after(10, asio::cancellation_type::terminal, at,
                                                   to(plain("service.test", 80)));
        co_await asio::post(executor, asio::use_awaitable);

        BOOST_TEST(made.result.has_value());
        BOOST_TEST(at.unanswered->asked == 1);
        BOOST_TEST(at.unanswered->ended == 1);
    });
}

BOOST_AUTO_TEST_CASE(a_context_may_be_destroyed_in_every_phase) {
    for (const auto& each : phases) {
        BOOST_TEST_CONTEXT(each.name) for (int turns = 0; turns < 40; ++turns) {
            outcome made;
            {
                asio::io_context context;
                const scene at(context.get_executor());
                asio::co_spawn(context, attempt(at.unanswered, each.order(at), made), asio::detached);

                for (int turn = 0; turn < turns; ++turn) context.poll_one();
            }
            BOOST_TEST(!made.result.has_value());
            BOOST_TEST(!made.thrown.failed());
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
