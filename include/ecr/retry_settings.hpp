#pragma once

#include <ecr/detail/enum_names.hpp>

namespace ecr::inline ECR_ABI {

/// How long to wait between attempts, and when to give up early.
enum class retry_mode : unsigned char {
    /// Waits from 50 ms, or from 1 s when throttled, doubled with each attempt up to 20 s and shortened at
    /// random. A failing service uses up a quota of retries that all calls of a client share.
    standard,
    /// The same with the constants before 2026: waits from 1 s, and throttling costs as much as any failure.
    standard_2016,
    /// Like `standard`, and after the first throttling all calls of a client keep to a rate that adapts to
    /// what the service accepts. Delays first attempts as well.
    adaptive,
};
ECR_ENUM_AS(kebab, "", retry_mode, standard, standard_2016, adaptive);

/// When and how often a failed call is tried again.
struct retry_settings {
    retry_mode mode = retry_mode::standard;
    /// All attempts, the first included; 1 never retries, and less counts as 1.
    int max_attempts = 3;
    /// Retries `errc::limit_exceeded` of every operation. Otherwise only where it means a rate and not a
    /// quota of the account, such as the number of repositories, that no waiting raises.
    bool limit_exceeded_is_throttling = false;
    /// Signs with the service's time once it differs from this machine's by more than 4 minutes.
    bool correct_clock_skew = true;

    friend bool operator==(const retry_settings&, const retry_settings&) = default;
};

}
