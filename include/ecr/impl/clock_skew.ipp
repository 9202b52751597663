#pragma once

#include <ecr/detail/clock_skew.hpp>

#include <algorithm>
#include <array>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::optional<clock_offset> measure_skew(const skew_sample& sample) noexcept {
    constexpr auto longest_round_trip = std::chrono::minutes(15);

    const auto round_trip = sample.received - sample.sent;
    // A clock that was set back meanwhile makes the round trip negative and its midpoint meaningless.
    if (!sample.date || sample.has_age || round_trip > longest_round_trip || round_trip < round_trip.zero())
        return {};
    return *sample.date - (sample.sent + round_trip / 2);
}

ECR_DECL bool blames_clock(std::string_view code) noexcept {
    constexpr std::array<std::string_view, 5> codes{"AccessDeniedException", "AuthFailure",
                                                    "InvalidSignatureException", "RequestTimeTooSkewed",
                                                    "SignatureDoesNotMatch"};
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

ECR_DECL bool signature_expired(std::string_view code, std::string_view message) noexcept {
    return code == "InvalidSignatureException" && message.find("Signature expired") != message.npos;
}

ECR_DECL std::optional<clock_offset> clock_skew::measured() const noexcept {
    const auto count = measured_.load();
    return count == unknown ? std::nullopt : std::optional(clock_offset{count});
}

ECR_DECL bool clock_skew::observe(std::string_view code, const skew_sample& sample,
                                  clock_offset signed_with) noexcept {
    constexpr auto threshold = std::chrono::minutes(4);

    const auto skew = measure_skew(sample);
    if (!skew) return false;
    measured_ = skew->count();
    if (!corrects_ || !blames_clock(code)) return false;
    // Against the time that was signed, not that of the machine: a request refused in spite of the right time
    // is not sent again, and a correction is taken back once the machine's clock was set right.
    const auto error = *skew - signed_with;
    if (error <= threshold && error >= -threshold) return false;
    correction_ = skew->count();
    return true;
}

}
