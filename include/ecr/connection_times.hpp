#pragma once

#include <ecr/detail/config.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI {

/// How long the steps towards a connection took; zero for a step that was not needed.
struct connection_times {
    /// Waiting for a turn, while other calls used all connections.
    std::chrono::nanoseconds pool{};
    std::chrono::nanoseconds dns{};
    std::chrono::nanoseconds connect{};
    /// From the request for a tunnel to the answer; TLS with the proxy itself counts as `tls`.
    std::chrono::nanoseconds proxy{};
    std::chrono::nanoseconds tls{};

    [[nodiscard]] constexpr std::chrono::nanoseconds total() const noexcept {
        return pool + dns + connect + proxy + tls;
    }

    friend bool operator==(const connection_times&, const connection_times&) = default;
};

}
