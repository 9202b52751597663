#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

struct process_options {
    /// Program and arguments, quoted as for a shell, which takes no part: no variables, no `~`, no pipes.
    std::string command{};
    /// The program is killed after this time.
    std::chrono::milliseconds limit{std::chrono::minutes(1)};
    /// For what the program leaves out.
    std::string account_id{};
    /// Ids of features instead of the one of this provider, separated by commas.
    std::string features{};
};

/// The keys that a program writes, as `credential_process` in a profile names it. What it writes to its error
/// stream is in the error when it fails; its output never is.
class process_credentials final : public credentials_provider {
public:
    process_credentials(provider_context context, process_options options);

    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials&) override { return true; }
    [[nodiscard]] std::string_view user_agent_features() const noexcept override { return options_.features; }

private:
    provider_context context_;
    process_options options_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/process_credentials.ipp>
#endif
