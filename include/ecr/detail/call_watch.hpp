#pragma once

#include <ecr/detail/call_state.hpp>
#include <ecr/detail/retry_loop.hpp>
#include <ecr/interceptor.hpp>
#include <ecr/observer.hpp>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// Tells the observer, if there is one, that a call begins and how it ends; so do the others below for what
/// is in their name. The end is told even if the coroutine around is destroyed.
class call_watch {
public:
    ECR_DECL explicit call_watch(const call_state& state);
    call_watch(const call_watch&) = delete;
    call_watch& operator=(const call_watch&) = delete;
    ~call_watch() {
        if (observer_ != nullptr) tell(nullptr, false);
    }

    /// Hands the failure through.
    [[nodiscard]] std::optional<error> ended(std::optional<error> failure) {
        if (observer_ != nullptr) tell(failure ? &*failure : nullptr, true);
        observer_ = nullptr;
        return failure;
    }

private:
    ECR_DECL void tell(const error* failure, bool completed) const noexcept;

    const call_state& state_;
    observer* observer_;
};

class attempt_watch {
public:
    ECR_DECL attempt_watch(call_state& state, int most);
    attempt_watch(const attempt_watch&) = delete;
    attempt_watch& operator=(const attempt_watch&) = delete;
    ~attempt_watch() {
        if (observer_ != nullptr) tell(nullptr, false);
    }

    void ended(const std::optional<error>& failure) {
        if (observer_ != nullptr) tell(failure ? &*failure : nullptr, true);
        observer_ = nullptr;
    }

private:
    ECR_DECL void tell(const error* failure, bool completed) const noexcept;

    const call_state& state_;
    observer* observer_;
    std::chrono::steady_clock::time_point start_{};
    std::string endpoint_{};
};

class credentials_watch {
public:
    ECR_DECL explicit credentials_watch(const call_state& state);
    credentials_watch(const credentials_watch&) = delete;
    credentials_watch& operator=(const credentials_watch&) = delete;
    ~credentials_watch() {
        if (observer_ != nullptr) tell(nullptr);
    }

    void got(const credentials* keys) {
        if (observer_ != nullptr) tell(keys);
        observer_ = nullptr;
    }

private:
    ECR_DECL void tell(const credentials* keys) const noexcept;

    const call_state& state_;
    observer* observer_;
    std::chrono::steady_clock::time_point start_{};
};

/// Looks at a message and its answer on their way, for observer and interceptors.
class exchange_watch final : public response_sink {
public:
    ECR_DECL exchange_watch(call_state& state, const http_request& message);
    exchange_watch(const exchange_watch&) = delete;
    exchange_watch& operator=(const exchange_watch&) = delete;

    /// Where the answer is to go; the call's own sink when nobody is interested.
    [[nodiscard]] response_sink& sink() noexcept {
        if (recorded_) return *this;
        return state_.reply;
    }

    /// The objection of an interceptor to the answer, if there is one.
    [[nodiscard]] std::optional<error> ended(const transport_report& report) {
        return recorded_ ? judged(report) : std::nullopt;
    }

    ECR_DECL void head(const http_head& head) override;
    [[nodiscard]] ECR_DECL bool body(std::string_view piece) override;

private:
    struct recording {
        int status = 0;
        std::vector<std::pair<std::string, std::string>> headers{};
        std::string body{};
    };

    ECR_DECL std::optional<error> judged(const transport_report& report);
    void dump(wire_direction direction, const std::string& text) const;
    bool keeps_head() const noexcept { return dumps_ || !state_.core->config.interceptors.empty(); }

    call_state& state_;
    bool dumps_ = false;
    std::unique_ptr<recording> recorded_{};
};

ECR_DECL void tell_decision(const call_state& state, const retry_decision& decision);
ECR_DECL void tell_correction(const call_state& state);

/// What an exception of an interceptor makes of the call.
[[nodiscard]] ECR_DECL error interceptor_failure(const std::exception& thrown);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/call_watch.ipp>
#endif
