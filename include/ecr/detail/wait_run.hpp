#pragma once

#include <ecr/client.hpp>
#include <ecr/detail/wait_schedule.hpp>
#include <ecr/error.hpp>
#include <ecr/wait_options.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL wait_plan make_wait_plan(const wait_defaults& defaults, const wait_options& options);

/// What was seen by one poll.
struct wait_sight {
    /// What the acceptors say; nothing if none of them matches.
    std::optional<wait_state> verdict{};
    std::string state{};
    /// Of the operation, or null.
    const error* failure = nullptr;
};

/// What follows from it.
struct wait_step {
    bool done = false;
    /// Why it has failed, when it is done.
    std::optional<error> failure{};
    std::chrono::nanoseconds delay{};
};

/// A wait under way: what it decides and what it needs of the client.
class wait_run {
public:
    ECR_DECL wait_run(std::string_view name, const client& on, const wait_defaults& defaults,
                      wait_options options);

    /// The client for the next poll, which ends with the wait.
    [[nodiscard]] ECR_DECL client begin();

    /// Decides, and tells of the progress.
    [[nodiscard]] ECR_DECL wait_step after(const wait_sight& seen);

    /// Returns the error of a wait that is cancelled meanwhile.
    [[nodiscard]] ECR_DECL static boost::asio::awaitable<std::optional<error>>
    pause(std::shared_ptr<call_core> core, std::chrono::nanoseconds length);
    [[nodiscard]] ECR_DECL std::shared_ptr<call_core> core() const;

    [[nodiscard]] int attempt() const noexcept { return schedule_.attempt(); }
    [[nodiscard]] ECR_DECL std::chrono::nanoseconds elapsed() const;

private:
    wait_step decide(const wait_sight& seen);
    error ended(error_kind kind, const std::string& message) const;
    error timed_out(const wait_sight& seen) const;

    std::string_view name_;
    client on_;
    wait_options options_;
    wait_schedule schedule_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/wait_run.ipp>
#endif
