#pragma once

#include <ecr/credentials/refresh_settings.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// What is to be done with keys at some moment: use them, use them and refresh them beside that, refresh them
/// first but fall back on them, or refresh them because they are of no use.
enum class freshness : unsigned char { good, ageing, due, useless };

/// Decides when keys are replaced.
class refresh_policy {
public:
    explicit refresh_policy(const refresh_settings& settings)
        : settings_(settings) {}

    /// New keys are there. `dice`, from 0 to 1, spreads the refreshes of many processes over time.
    ECR_DECL void obtained(std::optional<timestamp> expiration, timestamp now, double dice) noexcept;
    ECR_DECL void failed(timestamp now, double dice) noexcept;
    /// The service refused the keys.
    void refused() noexcept { refused_ = true; }

    [[nodiscard]] ECR_DECL freshness judge(timestamp now) const noexcept;

private:
    refresh_settings settings_;
    bool any_ = false;
    bool refused_ = false;
    std::optional<timestamp> end_{};
    timestamp advisory_{};
    timestamp mandatory_{};
    timestamp not_before_ = timestamp::min();
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/refresh_policy.ipp>
#endif
