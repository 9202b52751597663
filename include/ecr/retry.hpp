#pragma once

#include <ecr/error.hpp>
#include <ecr/retry_settings.hpp>

#include <chrono>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// What kind of retry a failure deserves.
enum class retry_class : unsigned char {
    /// None: the same call fails again, or nobody wants it any more.
    none,
    /// After a short wait.
    transient,
    /// After a longer wait; the service asks for fewer requests.
    throttling,
    /// At once and signed with the service's time, but not twice for the same difference.
    clock_skew,
    /// At once and with new credentials, but only once in a call.
    expired_credentials,
};
ECR_ENUM_AS(kebab, "", retry_class, none, transient, throttling, clock_skew, expired_credentials);

/// What is known about a failed attempt beside its error.
struct retry_context {
    /// As the service calls it, such as `PutImage`.
    std::string_view operation{};
    /// 1 for the first attempt.
    int attempt = 1;
    /// By how much the service's clock is ahead of the time that the attempt was signed with. Nothing when it
    /// could not be measured, and when clocks are not to be corrected.
    std::optional<std::chrono::milliseconds> clock_skew{};
};

/// Decides which failures are retried; how often and when is decided by `retry_settings`.
///
/// One object serves all calls of a client, possibly from several threads at once.
class retry_classifier {
public:
    virtual ~retry_classifier() = default;

    [[nodiscard]] virtual retry_class classify(const error& failure, const retry_context& context) const = 0;

protected:
    retry_classifier() = default;
    retry_classifier(const retry_classifier&) = default;
    retry_classifier& operator=(const retry_classifier&) = default;
};

namespace detail {

/// Whether the service does not know the keys, or no longer.
[[nodiscard]] ECR_DECL bool lacks_valid_credentials(const error& failure) noexcept;

}

/// What a client uses unless told otherwise; a class derived from it need only judge what it knows better.
///
/// Retried are throttling, failures of the service (also by status: 429, 500, 502, 503, 504), of the network
/// and of the answer, wrong time and expired credentials. Cancelled calls, refused requests and a lack of
/// credentials are not.
class standard_retry_classifier : public retry_classifier {
public:
    explicit standard_retry_classifier(bool limit_exceeded_is_throttling = false) noexcept
        : limit_exceeded_is_throttling_(limit_exceeded_is_throttling) {}

    [[nodiscard]] retry_class classify(const error& failure, const retry_context& context) const override;

private:
    bool limit_exceeded_is_throttling_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/retry.ipp>
#endif
