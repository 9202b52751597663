#pragma once

#include <ecr/detail/child_process.hpp>
#include <ecr/detail/on_strand.hpp>
#include <ecr/system_process_runner.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/multiple_exceptions.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#if ECR_POSIX_PROCESSES
#include <boost/asio/posix/stream_descriptor.hpp>
#endif

#include <openssl/crypto.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

#if ECR_POSIX_PROCESSES

inline constexpr std::size_t longest_output = 64 * 1024;

struct wiped_piece {
    wiped_piece() = default;
    wiped_piece(const wiped_piece&) = delete;
    wiped_piece& operator=(const wiped_piece&) = delete;
    ~wiped_piece() { OPENSSL_cleanse(bytes.data(), bytes.size()); }

    std::array<char, 4096> bytes{};
};

// Each operand of && and || below is a thread of execution of its own, which would hear of nothing but
// terminal cancellation.

/// Reads to the end, and keeps the beginning; true if there was more.
inline boost::asio::awaitable<bool> drain(boost::asio::posix::stream_descriptor& from, std::string& into,
                                          std::size_t longest) {
    const boost::asio::enable_total_cancellation every;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    wiped_piece piece;
    bool more = false;
    // Growing would leave copies of secrets behind.
    into.reserve(longest);
    for (;;) {
        boost::system::error_code error;
        const auto size = co_await from.async_read_some(
            boost::asio::buffer(piece.bytes), boost::asio::redirect_error(boost::asio::use_awaitable, error));
        const auto kept = std::min(size, longest - into.size());
        into.append(piece.bytes.data(), kept);
        more = more || kept < size;
        if (error == boost::asio::error::operation_aborted) throw boost::system::system_error(error);
        if (error) break;
    }
    co_return more;
}

/// Waits until the child has ended, which it mostly has when its output ends.
inline boost::asio::awaitable<int> await_end(child_process& child) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor);
    auto pause = std::chrono::milliseconds(1);
    for (;;) {
        const auto code = child.ended();
        if (code) co_return *code;
        timer.expires_after(pause);
        co_await timer.async_wait(boost::asio::use_awaitable);
        pause = std::min(pause * 2, std::chrono::milliseconds(50));
    }
}

inline boost::asio::awaitable<process_outcome> attend(std::vector<std::string> words) {
    using namespace boost::asio::experimental::awaitable_operators;
    constexpr std::size_t longest_complaint = 2048;
    const boost::asio::enable_total_cancellation every;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    const auto executor = co_await boost::asio::this_coro::executor;
    process_outcome outcome;
    child_process child;
    outcome.error = child.start(words);
    if (outcome.error) co_return outcome;
    boost::asio::posix::stream_descriptor output(executor, child.output());
    boost::asio::posix::stream_descriptor complaints(executor, child.complaints());
    std::string text;
    auto reading =
        drain(output, text, longest_output) && drain(complaints, outcome.complaint, longest_complaint);
    auto more = co_await std::move(reading);
    outcome.too_long = std::get<0>(more);
    outcome.output = std::move(text);
    auto ending = await_end(child);
    outcome.exit_code = co_await std::move(ending);
    co_return outcome;
}

inline boost::asio::awaitable<void> time_is_over(std::chrono::milliseconds limit) {
    const boost::asio::enable_total_cancellation every;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::asio::steady_timer timer(executor, limit);
    co_await timer.async_wait(boost::asio::use_awaitable);
}

inline boost::asio::awaitable<process_outcome> attend_for(std::vector<std::string> words,
                                                          std::chrono::milliseconds limit) {
    using namespace boost::asio::experimental::awaitable_operators;
    process_outcome outcome;
    try {
        auto race = attend(std::move(words)) || time_is_over(limit);
        auto first = co_await std::move(race);
        outcome.error = boost::asio::error::timed_out;
        if (first.index() == 0) outcome = std::get<0>(std::move(first));
    } catch (const boost::asio::multiple_exceptions&) {
        // Both fail together only when both are cancelled.
        throw boost::system::system_error(boost::asio::error::operation_aborted);
    }
    co_return outcome;
}

#else

inline boost::asio::awaitable<process_outcome> attend_for(std::vector<std::string>,
                                                          std::chrono::milliseconds) {
    process_outcome outcome;
    outcome.error = make_error_code(boost::system::errc::operation_not_supported);
    co_return outcome;
}

#endif

/// Children of this process.
class child_runner final : public process_runner {
public:
    boost::asio::awaitable<process_outcome> run(std::vector<std::string> words,
                                                std::chrono::milliseconds limit) override {
        const auto executor = co_await boost::asio::this_coro::executor;
        auto strand = boost::asio::make_strand(boost::asio::any_io_executor(executor));
        auto work = on_strand<process_outcome>(std::move(strand), attend_for(std::move(words), limit));
        auto outcome = co_await std::move(work);
        co_return outcome;
    }
};

}

namespace ecr::inline ECR_ABI {

ECR_DECL std::shared_ptr<process_runner> system_process_runner() {
    return std::make_shared<detail::child_runner>();
}

}
