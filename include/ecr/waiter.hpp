#pragma once

#include <ecr/acceptor.hpp>
#include <ecr/detail/call_access.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/detail/wait_run.hpp>
#include <ecr/operation.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

namespace ecr::inline ECR_ABI {

/// Polls an operation until its answer says that something has come about.
///
/// Waiters are constants, in the headers of ecr/waiter/; a program may declare its own:
///
///     constexpr auto status_of = [](const ecr::get_lifecycle_policy_preview_response& answer) {
///         return answer.status;
///     };
///     inline constexpr ecr::waiter preview_ready{
///         "preview_ready", ecr::get_lifecycle_policy_preview, ecr::wait_defaults{},
///         ecr::when<status_of>(ecr::lifecycle_policy_preview_status::complete, ecr::wait_state::success),
///         ecr::when<status_of>(ecr::lifecycle_policy_preview_status::expired, ecr::wait_state::failure)};
///
/// Acceptors are asked in order. A response that none of them matches means to ask again; an error that none
/// of them matches ends the wait as it is. Other failures are of kind `wait` when success can no longer come,
/// of kind `timeout` when the time or the polls are used up, and of kind `cancelled`.
template <class Operation, class... Acceptors>
class waiter {
public:
    using request_type = typename Operation::request_type;
    using response_type = typename Operation::response_type;
    using outcome = waited<response_type>;
    using duration = wait_options::duration;

    constexpr waiter(std::string_view name, const Operation& operation, wait_defaults defaults,
                     Acceptors... acceptors)
        : name_(name)
        , operation_(operation)
        , defaults_(defaults)
        , acceptors_(std::move(acceptors)...) {}

    [[nodiscard]] constexpr std::string_view name() const noexcept { return name_; }
    [[nodiscard]] constexpr const wait_defaults& defaults() const noexcept { return defaults_; }

    /// Waits as declared: `co_await ecr::image_scan_complete(client, request)`. Throws the `ecr::exception`
    /// of the failure. The request is copied.
    [[nodiscard]] boost::asio::awaitable<outcome> operator()(const client& on,
                                                             const request_type& request) const {
        return wait(*this, on, request, {});
    }
    /// Waits at most that long, with delays that grow.
    [[nodiscard]] boost::asio::awaitable<outcome> operator()(const client& on, const request_type& request,
                                                             duration max_wait) const {
        return wait(*this, on, request, limited(max_wait));
    }
    [[nodiscard]] boost::asio::awaitable<outcome> operator()(const client& on, const request_type& request,
                                                             const wait_options& options) const {
        return wait(*this, on, request, options);
    }

    /// \name The same; a failure comes back instead of being thrown.
    /// @{
    [[nodiscard]] boost::asio::awaitable<result<outcome>>
    operator()(const client& on, const request_type& request, as_result_t) const {
        return poll_until(*this, on, request, {});
    }
    [[nodiscard]] boost::asio::awaitable<result<outcome>>
    operator()(const client& on, const request_type& request, duration max_wait, as_result_t) const {
        return poll_until(*this, on, request, limited(max_wait));
    }
    [[nodiscard]] boost::asio::awaitable<result<outcome>> operator()(const client& on,
                                                                     const request_type& request,
                                                                     const wait_options& options,
                                                                     as_result_t) const {
        return poll_until(*this, on, request, options);
    }
    /// @}

    /// What the acceptors make of an answer.
    [[nodiscard]] std::optional<wait_state> judge(const polled<Operation>& made) const {
        std::optional<wait_state> verdict;
        const auto ask = [&](const auto& each) {
            verdict = each(made);
            return verdict.has_value();
        };
        std::apply([&](const auto&... each) { return (ask(each) || ...); }, acceptors_);
        return verdict;
    }

#if ECR_REFUSE_TEMPORARY_REQUESTS
    // This compiler destroys a temporary aggregate in a statement with co_await twice: give it a name.
    template <class... Rest>
    void operator()(const client& on, const request_type&& request, Rest&&... rest) const = delete;
    template <class... Rest>
    void operator()(const client& on, const request_type& request, const wait_options&& options,
                    Rest&&... rest) const = delete;
#endif

private:
    static wait_options limited(duration max_wait) {
        wait_options options;
        options.max_wait = max_wait;
        return options;
    }

    [[nodiscard]] std::string state_of(const polled<Operation>& made) const {
        if (made.answer.has_error()) return std::string(made.answer.error().code_text());
        std::string state;
        const auto ask = [&](const auto& each) {
            if constexpr (requires { each.state(made); }) state = each.state(made);
            return !state.empty();
        };
        std::apply([&](const auto&... each) { return (ask(each) || ...); }, acceptors_);
        return state;
    }

    static boost::asio::awaitable<outcome> wait(waiter self, client on, request_type request,
                                                wait_options options) {
        auto work = poll_until(std::move(self), std::move(on), std::move(request), std::move(options));
        auto ended = co_await std::move(work);
        if (ended.has_error()) throw_error(ended.error());
        co_return std::move(*ended);
    }

    static boost::asio::awaitable<result<outcome>> poll_until(waiter self, client on, request_type request,
                                                              wait_options options) {
        detail::wait_run run(self.name_, on, self.defaults_, std::move(options));
        for (;;) {
            const client limited = run.begin();
            auto work =
                detail::call_access::call_for(detail::feature::waiter, self.operation_, limited, request);
            auto answer = co_await std::move(work);
            const polled<Operation> made{request, answer, run.attempt(), run.elapsed()};
            detail::wait_sight seen;
            seen.verdict = self.judge(made);
            seen.state = self.state_of(made);
            if (answer.has_error()) seen.failure = &answer.error();
            const auto step = run.after(seen);
            if (step.failure) co_return *step.failure;
            if (step.done) {
                outcome good;
                if (answer) good.response = std::move(*answer);
                good.attempts = run.attempt();
                good.elapsed = run.elapsed();
                co_return good;
            }
            auto pause = detail::wait_run::pause(run.core(), step.delay);
            auto cancelled = co_await std::move(pause);
            if (cancelled) co_return std::move(*cancelled);
        }
    }

    std::string_view name_;
    Operation operation_;
    wait_defaults defaults_;
    std::tuple<Acceptors...> acceptors_;
};

}
