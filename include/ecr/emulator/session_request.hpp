#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/identities.hpp>
#include <ecr/emulator/query_form.hpp>
#include <ecr/emulator/session_keys.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What somebody who wants to assume a role has said.
struct session_request {
    std::string role_arn{};
    role_name role{};
    std::string session_name{};
    std::chrono::seconds duration{};
    /// How much of the room for session policies is taken, in percent; absent without policies.
    std::optional<std::size_t> packed_policy_size{};
};

/// Throws the `protocol_fault` of what breaks a rule that holds for everybody.
[[nodiscard]] ECR_DECL session_request read_session_request(const query_form& form);

/// Who wants a role, and how that was proven.
struct applicant {
    /// For messages, such as `User: arn:aws:iam::123456789012:user/me`.
    std::string who{};
    /// Such as `sts:AssumeRole`.
    std::string_view action{};
    /// Whether it has assumed a role already.
    bool chained = false;
};

/// Throws the `protocol_fault` of a request that the role's guard, or the absence of one, does not allow.
ECR_DECL void check_guard(const identities& all, const session_request& asked, const query_form& form,
                          const applicant& by);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/session_request.ipp>
#endif
