#pragma once

#include <ecr/detail/wait_schedule.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL wait_schedule::wait_schedule(const wait_plan& plan, time_point start)
    : plan_(plan)
    , start_(start) {
    plan_.min_delay = std::max(plan_.min_delay, duration::zero());
    plan_.max_delay = std::max(plan_.max_delay, plan_.min_delay);
}

ECR_DECL std::optional<wait_schedule::duration> wait_schedule::left(time_point now) const noexcept {
    if (!plan_.max_wait) return std::nullopt;
    return std::max(*plan_.max_wait - (now - start_), duration::zero());
}

ECR_DECL wait_schedule::duration wait_schedule::delay(double random) const noexcept {
    if (!plan_.grows) return plan_.min_delay;
    auto most = plan_.min_delay;
    for (int doubled = 1; doubled < attempt_ && most < plan_.max_delay && most.count() != 0; ++doubled) {
        most = most > plan_.max_delay / 2 ? plan_.max_delay : most * 2;
    }
    const std::chrono::duration<double, std::nano> span = most - plan_.min_delay;
    return plan_.min_delay + std::chrono::duration_cast<duration>(span * random);
}

ECR_DECL std::optional<wait_schedule::duration> wait_schedule::next(time_point now, double random) noexcept {
    if (last_ || (plan_.max_attempts && attempt_ >= *plan_.max_attempts)) return std::nullopt;
    const auto wait = delay(random);
    const auto remaining = left(now);
    if (!remaining) return wait;
    if (remaining->count() == 0) return std::nullopt;
    if (*remaining - wait > plan_.min_delay) return wait;
    last_ = true;
    return *remaining - std::min(plan_.min_delay, *remaining / 2);
}

}
