#pragma once

#include <ecr/credentials_provider.hpp>
#include <ecr/detail/attempt_headers.hpp>
#include <ecr/detail/call_input.hpp>
#include <ecr/detail/clock_skew.hpp>
#include <ecr/detail/recursion.hpp>
#include <ecr/detail/retry_partition.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/retry.hpp>
#include <ecr/time_source.hpp>
#include <ecr/transport.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

class flights;

/// What all calls of a client and its copies share.
class call_core {
public:
    ECR_DECL call_core(boost::asio::any_io_executor executor, client_config config);
    ECR_DECL ~call_core();
    call_core(const call_core&) = delete;
    call_core& operator=(const call_core&) = delete;

    /// The endpoint for a region and a custom URL, resolved once each.
    [[nodiscard]] ECR_DECL const endpoint_result& endpoint_for(const call_overrides& changed);
    [[nodiscard]] const retry_classifier& classifier() const noexcept {
        return config.classifier ? *config.classifier : standard_classifier;
    }
    [[nodiscard]] ECR_DECL invocation_id new_invocation();

    const boost::asio::any_io_executor executor;
    const client_config config;
    const std::shared_ptr<http_transport> transport;
    const std::shared_ptr<time_source> time;
    const standard_retry_classifier standard_classifier;
    const user_agent agent;
    const std::optional<std::string> trace_id;
    sigv4_signer signer{};
    clock_skew skew;
    retry_partitions partitions{};
    /// Pauses between attempts, and calls that wait for credentials.
    const std::unique_ptr<flights> waits;

private:
    std::mutex mutex_{};
    // Random bytes for many calls at once: OpenSSL takes microseconds and asks the kernel each time.
    std::array<std::uint8_t, 64 * 16> randomness_{};
    std::size_t randomness_used_ = 64 * 16;
    std::once_flag own_endpoint_found_{};
    endpoint_result own_endpoint_{};
    std::map<std::pair<std::string, std::string>, endpoint_result> endpoints_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/call_core.ipp>
#endif
