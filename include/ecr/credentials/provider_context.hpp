#pragma once

#include <ecr/config.hpp>
#include <ecr/environment.hpp>
#include <ecr/process_runner.hpp>
#include <ecr/resolver.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// What providers of credentials work with; those that are used together share it.
struct provider_context {
    boost::asio::any_io_executor executor{};
    /// Variables, files and clock.
    std::shared_ptr<ecr::environment> environment{};
    std::shared_ptr<http_transport> transport{};
    std::shared_ptr<ecr::resolver> resolver{};
    std::shared_ptr<process_runner> processes{};

    /// Where STS and signin are asked. SSO has a region of its own.
    std::string region{};
    bool use_fips = false;
    bool use_dual_stack = false;

    /// Instead of the services' own endpoints.
    std::optional<std::string> sts_endpoint_url{};
    std::optional<std::string> sso_endpoint_url{};
    std::optional<std::string> sso_oidc_endpoint_url{};
    std::optional<std::string> signin_endpoint_url{};
};

/// A context that goes with a client: its region, variants, TLS, proxy and connections. Where `world` is null
/// it is that of this process.
[[nodiscard]] ECR_DECL provider_context make_provider_context(boost::asio::any_io_executor executor,
                                                              const client_config& config,
                                                              std::shared_ptr<environment> world = nullptr);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/provider_context.ipp>
#endif
