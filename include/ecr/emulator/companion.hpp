#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/message.hpp>
#include <ecr/emulator/reply.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/timestamp.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

struct server_state;

/// When and where a request came in.
struct arrival {
    /// The machine's time, which the dates of signatures and answers keep to.
    timestamp clock{};
    /// The emulator's time, which tests move as they like.
    timestamp now{};
    /// How the client reaches this server, such as `http://localhost:4566`.
    std::string base_url{};
    /// Whether the connection is encrypted.
    bool secure = false;
    /// What the answer will be called.
    std::string request_id{};
    /// Makes a UUID, new each time.
    std::function<std::string()> new_id{};
};

/// Something else that is served on the same port, such as downloads or the token service. Called by one
/// thread at a time, in the order in which requests come.
class companion {
public:
    virtual ~companion() = default;
    companion(const companion&) = delete;
    companion& operator=(const companion&) = delete;

    /// For the request log and for the rules of faults, such as `sts`. What has no name has neither.
    [[nodiscard]] virtual std::string_view name() const noexcept = 0;
    /// Whether the request is this one's to answer; the first of all that say so does.
    [[nodiscard]] virtual bool serves(const server_request& request) const = 0;
    /// Throws a `protocol_fault` where the request is refused.
    [[nodiscard]] virtual server_response answer(const server_request& request, server_state& state,
                                                 const arrival& came) = 0;
    /// How its protocol says what was thrown, or what a rule wants to go wrong: JSON, unless it knows better.
    [[nodiscard]] virtual server_response refuse(const protocol_fault& fault, const arrival&) const {
        return error_response(fault.status, fault.code, fault.message);
    }

protected:
    companion() = default;
};

}
