#pragma once

#include <ecr/credentials.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Whose JSON it is: the names of the members differ, and what must be there.
enum class credential_form : unsigned char { container, instance_metadata, process, sso };

/// The keys in a document; refusals name members, never values.
[[nodiscard]] ECR_DECL or_refusal<credentials> read_credentials(credential_form form, std::string_view text);

/// What a container agent, SSO, OIDC or signin say instead of an answer.
struct credential_fault {
    std::string code{};
    std::string message{};
    /// Of signin: why access is denied.
    std::string reason{};
};

/// Whatever can be read of an error answer.
[[nodiscard]] ECR_DECL credential_fault read_credential_fault(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/credential_document.ipp>
#endif
