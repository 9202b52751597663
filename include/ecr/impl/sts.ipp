#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/detail/sts.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/detail/xml_reader.hpp>

#include <algorithm>
#include <cstddef>

namespace ecr::inline ECR_ABI::detail {

namespace sts {

inline void add(std::string& form, std::string_view name, std::string_view value) {
    if (value.empty()) return;
    form.append("&").append(name) += '=';
    append_encoded(form, value);
}

inline std::string begin_form(std::string_view action, std::size_t size = 0) {
    std::string form;
    form.reserve(512 + 3 * size);
    return form.append("Action=").append(action).append("&Version=2011-06-15");
}

inline void add_duration(std::string& form, const std::optional<std::chrono::seconds>& duration) {
    if (duration) add(form, "DurationSeconds", std::to_string(duration->count()));
}

inline or_refusal<xml_element> read_result(std::string_view xml, std::string_view action) {
    auto root = read_xml(xml);
    if (!root) return root;
    const std::string prefix(action);
    if (root->name != prefix + "Response") return refuse("the answer is not of " + prefix);
    for (auto& each : root->children) {
        if (each.name == prefix + "Result") return std::move(each);
    }
    return refuse("the answer of " + prefix + " has no result");
}

}

ECR_DECL std::string sts_form(const assume_role_input& input) {
    auto form = sts::begin_form("AssumeRole", input.policy.size());
    sts::add(form, "RoleArn", input.role_arn);
    sts::add(form, "RoleSessionName", input.role_session_name);
    for (std::size_t i = 0; i < input.policy_arns.size(); ++i) {
        sts::add(form, "PolicyArns.member." + std::to_string(i + 1) + ".arn", input.policy_arns[i]);
    }
    sts::add(form, "Policy", input.policy);
    sts::add_duration(form, input.duration);
    sts::add(form, "ExternalId", input.external_id);
    sts::add(form, "SerialNumber", input.mfa_serial);
    sts::add(form, "TokenCode", input.mfa_code.reveal());
    return form;
}

ECR_DECL std::string sts_form(const web_identity_input& input) {
    const auto token = input.token.reveal();
    auto form = sts::begin_form("AssumeRoleWithWebIdentity", token.size() + input.policy.size());
    sts::add(form, "RoleArn", input.role_arn);
    sts::add(form, "RoleSessionName", input.role_session_name);
    sts::add(form, "Policy", input.policy);
    sts::add_duration(form, input.duration);
    sts::add(form, "WebIdentityToken", token);
    return form;
}

ECR_DECL std::string sts_caller_identity_form() {
    return sts::begin_form("GetCallerIdentity");
}

ECR_DECL std::optional<std::string> account_of_arn(std::string_view arn) {
    if (!arn.starts_with("arn:")) return std::nullopt;
    for (int field = 0; field < 4; ++field) {
        const auto colon = arn.find(':');
        if (colon == arn.npos) return std::nullopt;
        arn.remove_prefix(colon + 1);
    }
    const auto end = arn.find(':');
    const auto account = arn.substr(0, end);
    if (end == arn.npos || account.size() != 12 || !each_is(account, is_digit)) return std::nullopt;
    return std::string(account);
}

ECR_DECL or_refusal<credentials> read_assumed_role(std::string_view xml) {
    const std::string_view action = xml.find("<AssumeRoleWithWebIdentityResponse") != xml.npos
                                        ? "AssumeRoleWithWebIdentity"
                                        : "AssumeRole";
    auto result = sts::read_result(xml, action);
    if (!result) return result.error();
    const auto expiration = parse_timestamp(result->text_at("Credentials/Expiration"));
    credentials keys;
    keys.access_key_id = result->text_at("Credentials/AccessKeyId");
    keys.secret_access_key = result->text_at("Credentials/SecretAccessKey");
    keys.session_token = result->text_at("Credentials/SessionToken");
    keys.expiration = expiration;
    keys.account_id = account_of_arn(result->text_at("AssumedRoleUser/Arn"));
    if (keys.access_key_id.empty()) return refuse("the answer of STS has no AccessKeyId");
    if (keys.secret_access_key.empty()) return refuse("the answer of STS has no SecretAccessKey");
    if (keys.session_token.empty()) return refuse("the answer of STS has no SessionToken");
    if (!expiration) return refuse("the answer of STS has no Expiration that is a time");
    return keys;
}

ECR_DECL or_refusal<sts_identity> read_caller_identity(std::string_view xml) {
    const auto result = sts::read_result(xml, "GetCallerIdentity");
    if (!result) return result.error();
    sts_identity identity;
    identity.account = result->text_at("Account");
    identity.arn = result->text_at("Arn");
    identity.user_id = result->text_at("UserId");
    if (identity.arn.empty()) return refuse("the answer of STS has no Arn");
    return identity;
}

ECR_DECL sts_error read_sts_error(std::string_view xml) {
    sts_error read;
    const auto root = read_xml(xml);
    if (!root || root->name != "ErrorResponse") return read;
    read.code = root->text_at("Error/Code");
    read.message = root->text_at("Error/Message");
    read.request_id = root->text_at("RequestId");
    return read;
}

ECR_DECL bool is_transient_sts_error(int http_status, std::string_view code) noexcept {
    constexpr std::string_view transient[] = {"IDPCommunicationError",
                                              "IDPCommunicationErrorException",
                                              "InternalFailure",
                                              "PriorRequestNotComplete",
                                              "RequestLimitExceeded",
                                              "RequestTimeout",
                                              "RequestTimeoutException",
                                              "ServiceUnavailable",
                                              "SlowDown",
                                              "Throttling",
                                              "ThrottlingException",
                                              "TooManyRequestsException"};
    return http_status >= 500 || http_status == 429 ||
           std::ranges::find(transient, code) != std::end(transient);
}

}
