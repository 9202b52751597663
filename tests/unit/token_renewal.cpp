#include <ecr/detail/token_renewal.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(token_renewal)

namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;
using ecr::detail::renewed_token;

renewed_token gives(const std::string& name) {
    renewed_token outcome;
    outcome.token.emplace();
    outcome.token->set("name", name);
    return outcome;
}
renewed_token fails(const std::string& reason, bool unsent = false) {
    renewed_token outcome;
    outcome.failure.reason = ecr::detail::credentials_error(reason);
    outcome.unsent = unsent;
    return outcome;
}

/// Answers when the gate is opened; counts how often it is begun.
struct slow_service {
    asio::awaitable<renewed_token> work(std::function<renewed_token()> answer) {
        ++begun;
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer wait(executor, asio::steady_timer::time_point::max());
        gate = &wait;
        boost::system::error_code ended;
        co_await wait.async_wait(asio::redirect_error(asio::use_awaitable, ended));
        co_return answer();
    }

    int begun = 0;
    asio::steady_timer* gate = nullptr;
};

struct scene {
    // A signal must not outlive the context of those who still listen to it.
    ~scene() {
        for (const auto& each : signals) each->emit(asio::cancellation_type::terminal);
        turn();
    }

    /// Somebody asks; what comes of it is noted.
    void ask(
        bool needed = true, std::function<renewed_token()> answer = [] { return gives("NEW"); }) {
        auto* const note = notes.emplace_back(std::make_unique<std::string>("waits")).get();
        auto& signal = signals.emplace_back(std::make_unique<asio::cancellation_signal>());
        auto work = [this, needed, answer = std::move(answer), note]() -> asio::awaitable<void> {
            auto joining = renewal->join(where, now, needed, service.work(answer));
            const auto flight = co_await std::move(joining);
            if (!flight)
                *note = "nothing";
            else if (flight->outcome.token)
                *note = flight->outcome.token->text("name").value();
            else
                *note = flight->outcome.failure.reason.message();
        };
        askers.push_back(std::move(work));
        asio::co_spawn(loop, askers.back(),
                       asio::bind_cancellation_slot(signal->slot(), [note](std::exception_ptr thrown) {
                           if (thrown) *note = "given up";
                       }));
        turn();
    }
    void turn() {
        loop.restart();
        loop.poll();
    }
    void open() {
        service.gate->cancel();
        turn();
    }
    void give_up(std::size_t who) {
        signals[who]->emit(asio::cancellation_type::terminal);
        turn();
    }
    [[nodiscard]] std::string note(std::size_t who) const { return *notes[who]; }

    slow_service service{};
    std::vector<std::unique_ptr<std::string>> notes{};
    std::vector<std::unique_ptr<asio::cancellation_signal>> signals{};
    std::list<std::function<asio::awaitable<void>()>> askers{};
    ecr::timestamp now{1000h};
    asio::io_context loop{};
    asio::any_io_executor where = loop.get_executor();
    std::shared_ptr<ecr::detail::token_renewal> renewal = std::make_shared<ecr::detail::token_renewal>();
};

}

BOOST_FIXTURE_TEST_CASE(all_who_need_it_wait_for_the_one_under_way, scene) {
    ask();
    ask();
    ask(false);
    BOOST_TEST(note(0) == "waits");
    BOOST_TEST(note(1) == "waits");
    BOOST_TEST(note(2) == "nothing");

    open();

    BOOST_TEST(service.begun == 1);
    BOOST_TEST(note(0) == "NEW");
    BOOST_TEST(note(1) == "NEW");
}

BOOST_FIXTURE_TEST_CASE(a_failure_is_that_of_all_who_wait_and_not_tried_again_for_a_while, scene) {
    ask(true, [] { return fails("refused"); });
    ask();
    open();
    BOOST_TEST(note(0) == "refused");
    BOOST_TEST(note(1) == "refused");

    now += 30s - 1ms;
    ask();
    BOOST_TEST(note(2) == "nothing");
    now += 1ms;
    ask();

    BOOST_TEST(note(3) == "waits");
    BOOST_TEST(service.begun == 2);
}

BOOST_FIXTURE_TEST_CASE(what_was_never_sent_is_tried_again_at_once, scene) {
    ask(true, [] { return fails("no route", true); });
    open();
    ask(true, []() -> renewed_token { throw std::runtime_error("no endpoint"); });
    open();
    ask();
    open();

    BOOST_TEST(note(0) == "no route");
    BOOST_TEST(note(1) == "the credentials provider failed: no endpoint");
    BOOST_TEST(note(2) == "NEW");
}

BOOST_FIXTURE_TEST_CASE(it_goes_on_when_everybody_gives_up, scene) {
    int ended = 0;
    const auto answer = [&] {
        ++ended;
        return gives("NEW");
    };
    ask(true, answer);
    ask(true, answer);
    give_up(0);
    BOOST_TEST(note(0) == "given up");
    BOOST_TEST(note(1) == "waits");
    give_up(1);
    ask(true, answer);

    open();

    BOOST_TEST(note(1) == "given up");
    BOOST_TEST(note(2) == "NEW");
    BOOST_TEST(service.begun == 1);
    BOOST_TEST(ended == 1);
}

BOOST_FIXTURE_TEST_CASE(without_an_executor_it_runs_on_the_callers, scene) {
    where = nullptr;
    ask();

    open();

    BOOST_TEST(note(0) == "NEW");
}

BOOST_FIXTURE_TEST_CASE(an_executor_that_goes_leaves_nobody_waiting, scene) {
    auto other = std::make_unique<asio::io_context>();
    where = other->get_executor();
    for (const bool began : {false, true}) {
        ask();
        if (began) other->poll();
        BOOST_TEST(notes.back()->compare("waits") == 0);

        other = std::make_unique<asio::io_context>();
        where = other->get_executor();
        turn();

        BOOST_TEST(notes.back()->find("ended with the executor") != std::string::npos, *notes.back());
    }
}

BOOST_FIXTURE_TEST_CASE(all_may_end_while_it_is_under_way, scene) {
    ask();
    give_up(0);
    ask();
    renewal.reset();

    BOOST_TEST(note(1) == "waits");
    BOOST_TEST(service.begun == 1);
}

BOOST_AUTO_TEST_SUITE_END()
