#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/message.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// How an answer is sent, which is where most faults are.
struct delivery {
    enum class ending { keep, close, reset };

    std::chrono::milliseconds delay{};
    /// Nothing is sent at all, not even a head.
    bool silent = false;
    /// So much of the body is sent, then a pause of this length, without end if absent.
    std::optional<std::size_t> stall_at{};
    std::optional<std::chrono::milliseconds> stall_for{};
    /// No more than this of the body is sent.
    std::size_t body_sent = std::string::npos;
    /// Instead of the true length.
    std::optional<std::size_t> announced{};
    /// Sent behind the body.
    std::string excess{};
    ending end = ending::keep;
};

/// An answer and how it is sent.
struct reply {
    server_response response{};
    delivery how{};
};

/// The status line and the headers of an answer, with the empty line behind them.
[[nodiscard]] ECR_DECL std::string head_text(const reply& answer, unsigned version, bool keep_alive);

/// The answer to what cannot be handled: a JSON error.
[[nodiscard]] ECR_DECL server_response error_response(int status, std::string code, std::string_view message);

/// `Sun, 06 Nov 1994 08:49:37 GMT`.
[[nodiscard]] ECR_DECL std::string http_date(std::chrono::sys_seconds time);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/reply.ipp>
#endif
