#pragma once

/// \file
/// Every setting that is read, and where; credentials aside. README.md has the same table.

#include <ecr/detail/config.hpp>

#include <array>
#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// A setting is read from code, from the variables in this order, and then from the profile.
struct setting_rule {
    std::string_view name{};
    /// Empty ones are none.
    std::array<std::string_view, 4> variables{};
    /// Empty where a profile cannot tell.
    std::string_view property{};
};

namespace rules {

inline constexpr setting_rule config_file{"config_file", {"AWS_CONFIG_FILE"}, ""};
inline constexpr setting_rule credentials_file{"credentials_file", {"AWS_SHARED_CREDENTIALS_FILE"}, ""};
inline constexpr setting_rule profile{"profile", {"AWS_PROFILE", "AWS_DEFAULT_PROFILE"}, ""};

inline constexpr setting_rule region{"region", {"AWS_REGION", "AWS_DEFAULT_REGION"}, "region"};
inline constexpr setting_rule fips{"use_fips", {"AWS_USE_FIPS_ENDPOINT"}, "use_fips_endpoint"};
inline constexpr setting_rule dual_stack{
    "use_dual_stack", {"AWS_USE_DUALSTACK_ENDPOINT"}, "use_dualstack_endpoint"};
inline constexpr setting_rule ignore_urls{"ignore_configured_endpoint_urls",
                                          {"AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"},
                                          "ignore_configured_endpoint_urls"};

inline constexpr setting_rule retry_mode{"retry_mode", {"AWS_RETRY_MODE"}, "retry_mode"};
inline constexpr setting_rule new_retries{"new_retries", {"AWS_NEW_RETRIES_2026"}, ""};
inline constexpr setting_rule max_attempts{"max_attempts", {"AWS_MAX_ATTEMPTS"}, "max_attempts"};
inline constexpr setting_rule clock_uncorrected{
    "disable_clock_skew_correction", {"AWS_DISABLE_CLOCK_SKEW_CORRECTION"}, "disable_clock_skew_correction"};
inline constexpr setting_rule defaults_mode{"defaults_mode", {"AWS_DEFAULTS_MODE"}, "defaults_mode"};

inline constexpr setting_rule ca_file{"ca_file", {"AWS_CA_BUNDLE"}, "ca_bundle"};
inline constexpr setting_rule https_proxy{
    "https_proxy", {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"}, ""};
inline constexpr setting_rule http_proxy{
    "http_proxy", {"http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"}, ""};
inline constexpr setting_rule no_proxy{"no_proxy", {"no_proxy", "NO_PROXY"}, ""};

inline constexpr setting_rule app_id{"app_id", {"AWS_SDK_UA_APP_ID"}, "sdk_ua_app_id"};
inline constexpr setting_rule execution_environment{"execution_environment", {"AWS_EXECUTION_ENV"}, ""};
inline constexpr setting_rule lambda{"lambda_function_name", {"AWS_LAMBDA_FUNCTION_NAME"}, ""};
inline constexpr setting_rule trace_id{"trace_id", {"_X_AMZN_TRACE_ID"}, ""};

inline constexpr setting_rule imds_disabled{"instance_metadata.disabled", {"AWS_EC2_METADATA_DISABLED"}, ""};
inline constexpr setting_rule imds_endpoint{
    "instance_metadata.endpoint", {"AWS_EC2_METADATA_SERVICE_ENDPOINT"}, "ec2_metadata_service_endpoint"};
inline constexpr setting_rule imds_mode{"instance_metadata.endpoint_mode",
                                        {"AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"},
                                        "ec2_metadata_service_endpoint_mode"};
inline constexpr setting_rule imds_v1_disabled{
    "instance_metadata.v1_disabled", {"AWS_EC2_METADATA_V1_DISABLED"}, "ec2_metadata_v1_disabled"};
inline constexpr setting_rule imds_timeout{
    "instance_metadata.timeout", {"AWS_METADATA_SERVICE_TIMEOUT"}, "metadata_service_timeout"};
inline constexpr setting_rule imds_attempts{
    "instance_metadata.attempts", {"AWS_METADATA_SERVICE_NUM_ATTEMPTS"}, "metadata_service_num_attempts"};

inline constexpr setting_rule all[]{config_file,
                                    credentials_file,
                                    profile,
                                    region,
                                    fips,
                                    dual_stack,
                                    ignore_urls,
                                    retry_mode,
                                    new_retries,
                                    max_attempts,
                                    clock_uncorrected,
                                    defaults_mode,
                                    ca_file,
                                    https_proxy,
                                    http_proxy,
                                    no_proxy,
                                    app_id,
                                    execution_environment,
                                    lambda,
                                    trace_id,
                                    imds_disabled,
                                    imds_endpoint,
                                    imds_mode,
                                    imds_v1_disabled,
                                    imds_timeout,
                                    imds_attempts};

}

/// A service whose URL can be configured: by a variable of its own, AWS_ENDPOINT_URL, the section that
/// `services` names, or `endpoint_url`.
struct url_rule {
    std::string_view name{};
    std::string_view variable{};
    /// In a services section, with an `endpoint_url` nested below it.
    std::string_view service{};
};

namespace rules {

inline constexpr std::string_view any_url_variable = "AWS_ENDPOINT_URL";
inline constexpr std::string_view url_property = "endpoint_url";
inline constexpr std::string_view services_property = "services";

inline constexpr url_rule ecr_url{"endpoint_url", "AWS_ENDPOINT_URL_ECR", "ecr"};
inline constexpr url_rule sts_url{"sts.endpoint_url", "AWS_ENDPOINT_URL_STS", "sts"};
inline constexpr url_rule sso_url{"sso.endpoint_url", "AWS_ENDPOINT_URL_SSO", "sso"};
inline constexpr url_rule oidc_url{"sso_oidc.endpoint_url", "AWS_ENDPOINT_URL_SSO_OIDC", "sso_oidc"};
inline constexpr url_rule signin_url{"signin.endpoint_url", "AWS_ENDPOINT_URL_SIGNIN", "signin"};

inline constexpr url_rule urls[]{ecr_url, sts_url, sso_url, oidc_url, signin_url};

}

}
