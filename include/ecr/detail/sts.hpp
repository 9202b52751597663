#pragma once

/// \file
/// The three questions to STS in its query protocol, as text.

#include <ecr/credentials.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

struct assume_role_input {
    std::string role_arn{};
    std::string role_session_name{};
    std::optional<std::chrono::seconds> duration{};
    std::string external_id{};
    std::string policy{};
    std::vector<std::string> policy_arns{};
    std::string mfa_serial{};
    secret mfa_code{};
};

struct web_identity_input {
    std::string role_arn{};
    std::string role_session_name{};
    std::optional<std::chrono::seconds> duration{};
    std::string policy{};
    secret token{};
};

/// \name Bodies of requests, of type `application/x-www-form-urlencoded`; the caller wipes what holds a
/// token.
/// @{
[[nodiscard]] ECR_DECL std::string sts_form(const assume_role_input& input);
[[nodiscard]] ECR_DECL std::string sts_form(const web_identity_input& input);
[[nodiscard]] ECR_DECL std::string sts_caller_identity_form();
/// @}

/// What STS says instead of an answer; the texts may be empty.
struct sts_error {
    std::string code{};
    std::string message{};
    std::string request_id{};
};

struct sts_identity {
    std::string account{};
    std::string arn{};
    std::string user_id{};
};

/// The keys in the answer to either way to assume a role, with the account that the role belongs to.
[[nodiscard]] ECR_DECL or_refusal<credentials> read_assumed_role(std::string_view xml);
[[nodiscard]] ECR_DECL or_refusal<sts_identity> read_caller_identity(std::string_view xml);
/// Whatever can be read of an error answer.
[[nodiscard]] ECR_DECL sts_error read_sts_error(std::string_view xml);

/// Whether the same request may succeed when it is sent again.
[[nodiscard]] ECR_DECL bool is_transient_sts_error(int http_status, std::string_view code) noexcept;

/// The account in `arn:aws:sts::123456789012:assumed-role/name/session`.
[[nodiscard]] ECR_DECL std::optional<std::string> account_of_arn(std::string_view arn);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/sts.ipp>
#endif
