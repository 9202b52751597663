#pragma once

#include <ecr/credentials/refresh_settings.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/time_source.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

namespace detail {
class credential_cache;
}

/// Keeps the keys of another provider, and replaces them before they expire.
///
/// However many calls wait, the source is asked once. A refresh that fails is no failure while the keys are
/// good, and a call that gives up does not end the refresh for others. Every other provider asks its source
/// each time, so a client wants this one around them; `default_credentials` has it already.
class cached_credentials final : public credentials_provider {
public:
    /// Refreshes run on `executor`; `time` is the system's when null.
    cached_credentials(boost::asio::any_io_executor executor, std::shared_ptr<credentials_provider> source,
                       const refresh_settings& settings = {}, std::shared_ptr<time_source> time = nullptr);

    /// Ends a refresh under way.
    ~cached_credentials() override;

    [[nodiscard]] std::shared_ptr<const credentials> ready() override;
    [[nodiscard]] boost::asio::awaitable<std::shared_ptr<const credentials>> get() override;
    bool expired(const credentials& keys) override;
    [[nodiscard]] std::vector<std::string> declined() const override;
    [[nodiscard]] std::string_view user_agent_features() const noexcept override;

private:
    std::shared_ptr<detail::credential_cache> self_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/cached_credentials.ipp>
#endif
