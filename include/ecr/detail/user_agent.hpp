#pragma once

#include <ecr/detail/config.hpp>

#include <span>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What the client knows about itself when it starts; empty parts are left out.
struct user_agent_parts {
    std::string os_name{ECR_OS_NAME};
    std::string os_version{};
    std::string architecture{ECR_ARCH_NAME};
    /// The value of __cplusplus.
    long language = ECR_CPLUSPLUS;
    /// AWS_EXECUTION_ENV.
    std::string execution_environment{};
    std::string retry_mode{};
    /// AWS_SDK_UA_APP_ID or its equivalents.
    std::string app_id{};
};

/// The user agent around the ids of the features that a single call uses.
struct user_agent {
    std::string head{};
    std::string tail{};
    /// Worth a warning when not empty: the application id is longer than the service recommends.
    std::string notice{};
};

[[nodiscard]] ECR_DECL user_agent make_user_agent(const user_agent_parts& parts);

/// Appends the header's value for a call that uses these features, each once and as many as fit.
ECR_DECL void append_user_agent(std::string& out, const user_agent& agent,
                                std::span<const std::string_view> features);

/// Ids of features, as the service's usage statistics know them.
namespace feature {

inline constexpr std::string_view waiter{"B"};
inline constexpr std::string_view paginator{"C"};
inline constexpr std::string_view retry_legacy{"D"};
inline constexpr std::string_view retry_standard{"E"};
inline constexpr std::string_view retry_adaptive{"F"};
inline constexpr std::string_view endpoint_override{"N"};
inline constexpr std::string_view credentials_code{"e"};
inline constexpr std::string_view credentials_environment{"g"};
inline constexpr std::string_view credentials_environment_web_identity{"h"};
inline constexpr std::string_view credentials_assume_role{"i"};
inline constexpr std::string_view credentials_web_identity{"k"};
inline constexpr std::string_view credentials_profile{"n"};
inline constexpr std::string_view credentials_source_profile{"o"};
inline constexpr std::string_view credentials_named_provider{"p"};
inline constexpr std::string_view credentials_profile_web_identity{"q"};
inline constexpr std::string_view credentials_profile_sso{"r"};
inline constexpr std::string_view credentials_sso{"s"};
inline constexpr std::string_view credentials_profile_sso_legacy{"t"};
inline constexpr std::string_view credentials_sso_legacy{"u"};
inline constexpr std::string_view credentials_profile_process{"v"};
inline constexpr std::string_view credentials_process{"w"};
inline constexpr std::string_view credentials_http{"z"};
inline constexpr std::string_view credentials_instance_metadata{"0"};
inline constexpr std::string_view credentials_profile_login{"AC"};
inline constexpr std::string_view credentials_login{"AD"};

}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/user_agent.ipp>
#endif
