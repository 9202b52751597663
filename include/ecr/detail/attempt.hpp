#pragma once

#include <ecr/detail/call_state.hpp>
#include <ecr/detail/retry_loop.hpp>

#include <boost/asio/awaitable.hpp>

#include <exception>
#include <memory>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

struct attempt_result {
    std::optional<error> failure{};
    attempt_outcome outcome{};
    /// Whether it was sent on a connection that proved dead, before it was sent again.
    bool sent_before = false;
};

/// Keys that need no wait, or null.
[[nodiscard]] ECR_DECL std::shared_ptr<const credentials> ready_keys(const call_state& state) noexcept;

/// Keys from a provider that has none ready; throws the error when there are none, or not before the limit of
/// the call.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> keys_for(call_state& state);

/// Throws that again, or as an error without secrets: whatever else a provider throws is its way to say that
/// there are no keys.
[[noreturn]] ECR_DECL void rethrow_from_provider(std::exception_ptr thrown);

/// One attempt: gets credentials, signs, sends, and reads the answer into the call's response. `result` says
/// how it went.
[[nodiscard]] ECR_DECL boost::asio::awaitable<void> attempt(call_state& state, int most,
                                                            attempt_result& result);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/attempt.ipp>
#endif
