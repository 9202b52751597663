#pragma once

#include <ecr/detail/refresh_policy.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

inline refresh_settings::duration part_of(refresh_settings::duration whole, double part) noexcept {
    return std::chrono::floor<refresh_settings::duration>(whole * std::clamp(part, 0.0, 1.0));
}

ECR_DECL void refresh_policy::obtained(std::optional<timestamp> expiration, timestamp now,
                                       double dice) noexcept {
    any_ = true;
    refused_ = false;
    not_before_ = timestamp::min();
    end_ = expiration;
    if (!end_) return;
    const auto none = refresh_settings::duration::zero();
    // A time as far away as timestamps reach must not overflow.
    const auto left = *end_ > now ? std::min(*end_ - now, refresh_settings::duration::max() / 2) : none;
    const auto advisory = std::clamp(settings_.advisory, none, left / 2);
    const auto mandatory = std::clamp(settings_.mandatory, none, advisory * 2 / 3);
    mandatory_ = *end_ - mandatory;
    advisory_ = *end_ - advisory + part_of((advisory - mandatory) / 2, dice);
}

ECR_DECL void refresh_policy::failed(timestamp now, double dice) noexcept {
    not_before_ = now + settings_.pause + part_of(settings_.pause / 2, dice);
}

ECR_DECL freshness refresh_policy::judge(timestamp now) const noexcept {
    if (!any_ || refused_) return freshness::useless;
    if (!end_) return freshness::good;
    if (now >= *end_) return freshness::useless;
    if (now < advisory_ || now < not_before_) return freshness::good;
    return now < mandatory_ ? freshness::ageing : freshness::due;
}

}
