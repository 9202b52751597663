// Calls that end before their answer has come: because time is up, or because nobody wants it any more.

#include "support/program.hpp"

#include <ecr/operation/list_images.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <iostream>

namespace {

namespace asio = boost::asio;
using namespace asio::experimental::awaitable_operators;
using namespace std::chrono_literals;
asio::awaitable<void> timeouts_and_cancellation(example::stage on) {
    const ecr::client client = on.client;
    ecr::fault_rule slow{.kind = ecr::fault_kind::delay, .milliseconds = 60'000};
    on.emulator->faults().add(slow);

    // [deadline]
    const auto hasty = client.with({.timeout = 50ms}); // for all attempts and the waits between them
    ecr::list_images_request request{.repository_name = "team/web"};
    try {
        co_await ecr::list_images(hasty, request);
    } catch (const ecr::timed_out_exception& late) {
        std::cout << "too late: the limit of the " << to_string(late.error().timeout()) << '\n';
    }
    // [deadline]

    // [race]
    asio::steady_timer timer(client.get_executor(), 50ms);
    auto race = ecr::list_images(client, request, ecr::as_result) || timer.async_wait(asio::use_awaitable);
    const auto first = co_await std::move(race); // what comes second is cancelled
    std::cout << (first.index() == 0 ? "the answer came first\n" : "the timer came first\n");
    // [race]

    // [signal]
    asio::cancellation_signal stop;
    const auto told = [](std::exception_ptr failure, const ecr::list_images_response&) {
        std::cout << (failure ? "cancelled\n" : "answered\n");
    };
    ecr::list_images(client, request, asio::bind_cancellation_slot(stop.slot(), told));
    stop.emit(asio::cancellation_type::all); // from the executor of the client
    // [signal]
    timer.expires_after(20ms);
    co_await timer.async_wait(asio::use_awaitable);
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "timeouts_and_cancellation",
                                        .purpose = "Gives up calls to a service that is slow.",
                                        .calls = example::target::emulator_only};
    return example::run(count, words, what, timeouts_and_cancellation);
}
