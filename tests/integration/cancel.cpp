#include <ecr/detail/on_strand.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/test/unit_test.hpp>

#include <functional>
#include <string>
#include <support/calling.hpp>
#include <support/connecting.hpp>
#include <support/coroutine_test.hpp>

BOOST_AUTO_TEST_SUITE(cancel)

namespace {

using namespace test;
using ecr::client;

constexpr bool both_modes[] = {false, true};
constexpr asio::cancellation_type every_type[] = {
    asio::cancellation_type::terminal, asio::cancellation_type::partial, asio::cancellation_type::total};

/// Answers the first question as it likes, or not at all, and later ones with the loopback address.
class moody_resolver final : public ecr::resolver {
public:
    explicit moody_resolver(std::optional<tcp::endpoint> first, std::uint16_t port)
        : first_(std::move(first))
        , port_(port) {}

    asio::awaitable<ecr::resolve_result> resolve(std::string, std::uint16_t) override {
        ecr::resolve_result result;
        if (++asked == 1 && !first_) {
            const auto executor = co_await asio::this_coro::executor;
            asio::steady_timer never(executor, asio::steady_timer::time_point::max());
            co_await never.async_wait(asio::redirect_error(asio::use_awaitable, result.error));
            co_return result;
        }
        result.addresses.push_back(asked == 1 ? *first_ : loopback(port_));
        co_return result;
    }

    int asked = 0;

private:
    std::optional<tcp::endpoint> first_;
    std::uint16_t port_;
};

asio::awaitable<void> hear_and_ignore(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto rest = guest.listen();
    co_await std::move(rest);
}

asio::awaitable<void> read_head_only(visit& guest) {
    const bool heard = co_await guest.hear_head();
    if (!heard) co_return;
    auto rest = guest.ignore();
    co_await std::move(rest);
}

asio::awaitable<void> stop_halfway(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto said = guest.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{");
    co_await std::move(said);
    auto rest = guest.listen();
    co_await std::move(rest);
}

asio::awaitable<void> ask_for_patience(visit& guest) {
    const bool heard = co_await guest.hear();
    if (!heard) co_return;
    auto said = guest.say(http_answer("503 Service Unavailable", "x-amz-retry-after: 4000\r\n"));
    co_await std::move(said);
    auto rest = serve_well(guest);
    co_await std::move(rest);
}

asio::awaitable<void> serve_through_tunnel(visit& guest) {
    const bool heard = co_await guest.hear_head();
    if (!heard) co_return;
    auto said = guest.say("HTTP/1.1 200 OK\r\n\r\n");
    co_await std::move(said);
    auto rest = serve_well(guest);
    co_await std::move(rest);
}

/// Where the call gets stuck.
enum class stage { pool, resolve, connect, proxy, tls, write, read_head, read_body, backoff };

struct stage_case {
    const char* name;
    stage where;
    flaky_server::script first;
};

const stage_case stages[] = {
    {"pool", stage::pool, hear_and_ignore},
    {"resolve", stage::resolve, serve_well},
    {"connect", stage::connect, serve_well},
    {"proxy", stage::proxy, hear_and_ignore},
    {"tls", stage::tls, hear_and_ignore},
    {"write", stage::write, read_head_only},
    {"read head", stage::read_head, hear_and_ignore},
    {"read body", stage::read_body, stop_halfway},
    {"backoff", stage::backoff, ask_for_patience},
};

asio::awaitable<void> upload_into(client on, call_outcome& made) {
    const std::string layer(16 * 1024 * 1024, 'x');
    ecr::upload_layer_part_request request;
    request.repository_name = "app";
    request.upload_id = "b86e1a58-9c7b-4fc4-a4c1-0c1a4f9f0e11";
    request.part_last_byte = static_cast<std::int64_t>(layer.size()) - 1;
    request.layer_part_blob = ecr::blob::view(layer);
    try {
        co_await ecr::upload_layer_part(on, request);
    } catch (const ecr::exception& thrown) {
        made.failure = thrown.error();
        made.code = thrown.code();
        made.was_cancelled_exception = dynamic_cast<const ecr::cancelled_exception*>(&thrown) != nullptr;
    }
    made.done = true;
}

/// A server that gets the first connection stuck and serves the others, and a client for it.
class scene {
public:
    scene(asio::any_io_executor executor, const stage_case& at, bool multi_threaded)
        : executor_(executor)
        , where_(at.where)
        , hole_(executor)
        , server_(executor, [first = at.first, later = later_than(at)](visit& guest) {
            return guest.number == 1 ? first(guest) : later(guest);
        }) {
        config_ = config_for(server_.port(), multi_threaded);
        if (where_ == stage::pool) config_.pool.max_connections = 1;
        if (where_ == stage::tls) config_.endpoint_url->replace(0, 4, "https");
        if (where_ == stage::proxy) {
            config_.proxy.http_proxy = *config_.endpoint_url;
            config_.endpoint_url = "http://service.test";
        }
        if (where_ == stage::resolve || where_ == stage::connect) {
            std::optional<tcp::endpoint> first;
            if (where_ == stage::connect) first = hole_.address();
            config_.resolver = std::make_shared<moody_resolver>(first, server_.port());
            config_.endpoint_url = "http://service.test";
        }
        config_.retry.max_attempts = where_ == stage::backoff ? 2 : 1;
    }

    [[nodiscard]] const ecr::client_config& config() const { return config_; }
    [[nodiscard]] bool large() const { return where_ == stage::write; }
    [[nodiscard]] bool needs_another() const { return where_ == stage::pool; }

private:
    static flaky_server::script later_than(const stage_case& at) {
        return at.where == stage::proxy ? serve_through_tunnel : serve_well;
    }

    asio::any_io_executor executor_;
    stage where_;
    black_hole hole_;
    flaky_server server_;
    ecr::client_config config_{};
};

void expect_cancelled(const call_outcome& made) {
    BOOST_REQUIRE(made.failure);
    BOOST_TEST((made.failure->kind() == ecr::error_kind::cancelled), made.message());
    BOOST_TEST(made.was_cancelled_exception);
    BOOST_TEST(made.code == asio::error::operation_aborted);
}

asio::awaitable<void> expect_whole(const client& on) {
    const auto settled = [&] {
        return on.gauges().in_use + on.gauges().connecting + on.gauges().waiting == 0;
    };
    co_await until(settled);
}

/// Cancels the stuck call when everybody had so many turns.
asio::awaitable<void> cancel_after(int turns, const stage_case& at, asio::cancellation_type type,
                                   bool multi) {
    const auto executor = co_await asio::this_coro::executor;
    const scene set(executor, at, multi);
    const client on(executor, set.config());
    background calls(executor);
    background::one* other = nullptr;
    if (set.needs_another()) {
        other = &calls.start(on);
        const auto occupied = [&] { return on.gauges().in_use == 1; };
        co_await until(occupied);
    }
    auto& stuck = calls.all().emplace_back();
    auto work = set.large() ? upload_into(on, stuck.outcome) : call_into(on, stuck.outcome);
    calls.start(std::move(work), stuck);
    for (int i = 0; i < turns; ++i) co_await turn();
    stuck.signal.emit(type);
    const auto ended = [&] { return stuck.ended; };
    co_await until(ended);
    expect_cancelled(stuck.outcome);
    if (other != nullptr) other->signal.emit(asio::cancellation_type::terminal);
    co_await calls.rest();
    co_await expect_whole(on);
    if (at.where == stage::tls) co_return;
    const auto after = co_await call(on);
    BOOST_TEST(after.well(), after.message());
}

}

BOOST_AUTO_TEST_CASE(a_call_is_cancelled_at_every_await_by_every_type) {
    for (const auto& at : stages) {
        for (const bool multi_threaded : both_modes) {
            for (int turns = 0; turns < 40; turns += turns < 24 ? 1 : 5) {
                const auto type = every_type[turns % 3];
                BOOST_TEST_INFO_SCOPE(at.name << ", multi_threaded " << multi_threaded << ", type "
                                              << static_cast<int>(type) << ", after " << turns << " turns");
                run_coroutine([&] { return cancel_after(turns, at, type, multi_threaded); });
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_call_that_is_stuck_is_cancelled_by_every_type) {
    for (const auto& at : stages) {
        for (const bool multi_threaded : both_modes) {
            for (const auto type : every_type) {
                BOOST_TEST_INFO_SCOPE(at.name << ", multi_threaded " << multi_threaded << ", type "
                                              << static_cast<int>(type));
                run_coroutine([&] { return cancel_after(400, at, type, multi_threaded); });
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_call_with_a_callback_is_cancelled_by_every_type) {
    for (const auto type : every_type) {
        BOOST_TEST_INFO_SCOPE("type " << static_cast<int>(type));
        asio::io_context context;
        const flaky_server server(context.get_executor(), hear_and_ignore);
        const client on(context.get_executor(), config_for(server.port()));
        const ecr::describe_registry_request request{};
        asio::cancellation_signal signal;
        std::exception_ptr failure;
        bool done = false;
        const auto finish = [&](std::exception_ptr thrown, ecr::describe_registry_response) {
            failure = thrown;
            done = true;
        };
        ecr::describe_registry(on, request, asio::bind_cancellation_slot(signal.slot(), finish));
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        while (server.connections() == 0) context.run_one_until(deadline);

        signal.emit(type);
        while (!done && context.run_one_until(deadline) > 0) {
        }

        BOOST_REQUIRE(done);
        BOOST_CHECK_THROW(std::rethrow_exception(failure), ecr::cancelled_exception);
    }
}

BOOST_AUTO_TEST_CASE(one_waiting_call_can_leave_the_line_without_holding_up_the_others) {
    for (const bool multi_threaded : both_modes) {
        bool go_on = false;
        const auto script = [&](visit& guest) -> asio::awaitable<void> {
            const auto may_go_on = [&] { return go_on; };
            co_await until(may_go_on);
            co_await serve_well(guest);
        };
        const auto body = [&]() -> asio::awaitable<void> {
            const auto executor = co_await asio::this_coro::executor;
            const flaky_server server(executor, script);
            auto config = config_for(server.port(), multi_threaded);
            config.pool.max_connections = 1;
            const client on(executor, std::move(config));
            background calls(executor);
            for (int i = 0; i < 10; ++i) calls.start(on);
            const auto all_wait = [&] { return on.gauges().waiting == 9; };
            co_await until(all_wait);
            int number = 0;
            for (auto& each : calls.all()) {
                if (++number % 2 == 0) each.signal.emit(asio::cancellation_type::terminal);
            }
            const auto half_wait = [&] { return on.gauges().waiting == 4; };
            co_await until(half_wait);
            go_on = true;
            co_await calls.rest();
            number = 0;
            for (const auto& each : calls.all()) BOOST_TEST(each.outcome.well() == (++number % 2 != 0));
            co_await expect_whole(on);
        };

        run_coroutine(body);
    }
}

BOOST_AUTO_TEST_SUITE_END()
