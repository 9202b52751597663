#pragma once

#include <ecr/credentials/process.hpp>
#include <ecr/detail/command_line.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/detail/wire_text.hpp>
#include <ecr/exception.hpp>

#include <boost/asio/error.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

/// Why a program gave no keys; empty if it may have.
inline std::string process_problem(const process_outcome& outcome, std::chrono::milliseconds limit) {
    if (outcome.error == boost::asio::error::timed_out) {
        return "took longer than " + std::to_string(limit.count()) + " ms and was killed";
    }
    if (outcome.error) return "cannot be started: " + outcome.error.message();
    if (outcome.too_long) return "wrote more than 64 KiB";
    if (outcome.exit_code == 0) return {};
    std::string problem = outcome.exit_code < 0 ? "was ended by signal " + std::to_string(-outcome.exit_code)
                                                : "ended with code " + std::to_string(outcome.exit_code);
    if (outcome.complaint.empty()) return problem;
    append_printable(problem += ", and says ", masked(outcome.complaint), 500);
    return problem;
}

}

ECR_DECL process_credentials::process_credentials(provider_context context, process_options options)
    : context_(std::move(context))
    , options_(std::move(options)) {
    if (options_.features.empty()) options_.features = detail::feature::credentials_process;
}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> process_credentials::get() {
    const auto options = options_;
    const auto runner = context_.processes;
    if (options.command.empty()) detail::throw_not_configured("credential_process: there is no command");
    auto words = detail::split_command(options.command);
    if (!words)
        detail::throw_credentials_error("credential_process: the command is unusable: " +
                                        words.error().reason);
    // Arguments may hold secrets, the name of the program does not.
    const std::string source = "credential_process " + detail::quoted(words->front());
    auto running = runner->run(std::move(*words), options.limit);
    const auto outcome = co_await std::move(running);
    const auto problem = detail::process_problem(outcome, options.limit);
    if (!problem.empty()) {
        throw_error(detail::credentials_error(source + " " + problem, outcome.error));
    }
    auto keys = detail::read_credentials(detail::credential_form::process, outcome.output.reveal());
    if (!keys) detail::throw_credentials_error(source + " wrote no credentials: " + keys.error().reason);
    if (!keys->account_id && !options.account_id.empty()) keys->account_id = options.account_id;
    keys->provider_name = "Process";
    co_return std::make_shared<const credentials>(std::move(*keys));
}

}
