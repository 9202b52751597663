#pragma once

/// \file
/// What a profile says about credentials: where the first keys come from, and which roles they assume.

#include <ecr/credentials.hpp>
#include <ecr/detail/aws_files.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

enum class key_source : unsigned char {
    static_keys,
    web_identity,
    sso,
    login,
    process,
    environment,
    container,
    instance_metadata
};

struct planned_role {
    std::string profile{};
    std::string role_arn{};
    std::string role_session_name{};
    std::string external_id{};
    std::string mfa_serial{};
    std::optional<std::chrono::seconds> duration{};
};

/// Of the members below the source only those that belong to it are set.
struct profile_plan {
    key_source source = key_source::static_keys;
    /// Where the source stands.
    std::string profile{};
    /// In the order in which they are assumed.
    std::vector<planned_role> roles{};
    /// Ids of features, separated by commas.
    std::string features{};

    credentials keys{};
    planned_role web_identity{};
    std::string token_file{};
    std::string login_session{};
    std::string command{};
    std::string account_id{};
    struct {
        std::string session_name{};
        std::string start_url{};
        std::string region{};
        std::string role_name{};
    } sso{};
};

/// Succeeded when `problem` is empty.
struct profile_plan_result {
    profile_plan value{};
    std::string problem{};
    /// The profile says nothing about credentials; the problem says so.
    bool not_configured = false;
};

/// Follows a profile to its source. `required` when somebody named it, so that it has to be there.
[[nodiscard]] ECR_DECL profile_plan_result plan_profile(const aws_files& files, std::string_view name,
                                                        bool required);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/profile_plan.ipp>
#endif
