#pragma once

/// \file
/// How far the clock of this machine is from that of the service, and when that is why a request was refused.

#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

using clock_offset = std::chrono::milliseconds;

/// One exchange as this machine's own clock saw it, and what the response says of the time.
struct skew_sample {
    /// The Date header, if there is one that tells the time.
    std::optional<timestamp> date{};
    /// Whether there is an Age header: then the response, and its date, come from a cache.
    bool has_age = false;
    timestamp sent{};
    timestamp received{};
};

/// What has to be added to this machine's clock to get the service's; negative if it is ahead. Nothing if the
/// sample does not tell.
[[nodiscard]] ECR_DECL std::optional<clock_offset> measure_skew(const skew_sample& sample) noexcept;

/// Whether this is an error code with which the service refuses requests that carry a wrong time.
[[nodiscard]] ECR_DECL bool blames_clock(std::string_view code) noexcept;

/// Whether the request was signed too long ago, as happens to a process that was frozen in between.
[[nodiscard]] ECR_DECL bool signature_expired(std::string_view code, std::string_view message) noexcept;

/// The correction shared by all calls of a client, from any thread.
class clock_skew {
public:
    /// Without correction the skew is still measured, but never used for signing.
    explicit clock_skew(bool corrects = true) noexcept
        : corrects_(corrects) {}

    /// What to add to the clock before signing.
    [[nodiscard]] clock_offset correction() const noexcept { return clock_offset{correction_.load()}; }

    /// The latest measurement; nothing before the first.
    [[nodiscard]] ECR_DECL std::optional<clock_offset> measured() const noexcept;

    /// Learns from a response. True if its error (`code`, empty for none) is due to the clock: correction()
    /// is now another than `signed_with`, which the refused request used, and it deserves another attempt.
    [[nodiscard]] ECR_DECL bool observe(std::string_view code, const skew_sample& sample,
                                        clock_offset signed_with) noexcept;

private:
    static constexpr std::int64_t unknown = INT64_MIN;

    bool corrects_;
    std::atomic<std::int64_t> correction_{0};
    std::atomic<std::int64_t> measured_{unknown};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/clock_skew.ipp>
#endif
