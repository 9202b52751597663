#pragma once

#include <ecr/detail/rate_limiter.hpp>
#include <ecr/detail/retry_quota.hpp>

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What the calls to one endpoint share about its health.
struct retry_partition {
    retry_quota quota{};
    rate_limiter limiter{};
};

/// The partitions of a client, so that one region in trouble does not use up the retries of another. Safe to
/// use from several threads.
class retry_partitions {
public:
    /// The partition called `name`, made at its first use; it stays in place as long as this object.
    [[nodiscard]] retry_partition& of(std::string_view name) {
        const std::lock_guard lock(mutex_);
        const auto found = all_.find(name);
        return found != all_.end() ? found->second : all_.try_emplace(std::string(name)).first->second;
    }

private:
    std::mutex mutex_{};
    std::map<std::string, retry_partition, std::less<>> all_{};
};

}
