#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/reply.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>
#include <mutex>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// Answers whole requests: the emulator without its connections. Safe to use from several threads.
class responder {
public:
    explicit responder(std::shared_ptr<server_state> state);

    /// To be called before the first request.
    void add(std::unique_ptr<companion> other);

    /// Never throws for what a request holds; whatever came, there is an answer.
    [[nodiscard]] reply answer(const server_request& request, const arrival& came);

    /// The answer to what is no request, such as one with too many headers; it ends the connection.
    [[nodiscard]] reply refuse(int status, std::string_view problem, const arrival& came);

    [[nodiscard]] server_state& state() const noexcept { return *state_; }
    /// Has the registries to itself while it lasts.
    [[nodiscard]] std::unique_lock<std::mutex> lock() { return std::unique_lock(mutex_); }

private:
    struct visit;

    [[nodiscard]] companion* companion_for(const server_request& request) const;
    [[nodiscard]] server_response respond(visit& now);
    [[nodiscard]] server_response handle(visit& now);
    [[nodiscard]] server_response run(visit& now, const route& to);
    void strike(visit& now) const;

    std::shared_ptr<server_state> state_;
    std::mutex mutex_{};
    std::vector<std::unique_ptr<companion>> companions_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/responder.ipp>
#endif
