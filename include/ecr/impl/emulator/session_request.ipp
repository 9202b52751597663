#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/session_request.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <charconv>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace session_rules {

[[nodiscard]] ECR_DECL protocol_fault invalid(std::string message) {
    return {.code = "ValidationError", .message = std::move(message), .status = 400};
}

[[nodiscard]] ECR_DECL protocol_fault broken(std::string_view member, std::string_view rule) {
    return invalid("1 validation error detected: Value at '" + std::string(member) +
                   "' failed to satisfy constraint: " + std::string(rule));
}

[[nodiscard]] ECR_DECL const std::string& session_name(const query_form& form) {
    const auto& name = form.required("RoleSessionName");
    const auto allowed = [](char c) {
        return detail::is_alphanumeric(c) || std::string_view("_+=,.@-").find(c) != std::string_view::npos;
    };
    if (name.size() < 2 || name.size() > 64 || !detail::each_is(name, allowed))
        throw broken("roleSessionName", "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
    return name;
}

[[nodiscard]] ECR_DECL std::chrono::seconds duration(const query_form& form) {
    constexpr std::int64_t least = 900;
    constexpr std::int64_t most = 43200;
    const auto text = form.text("DurationSeconds");
    if (text.empty()) return std::chrono::hours(1);
    std::int64_t seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        throw protocol_fault{"MalformedInput", "DurationSeconds is no number", 400};
    if (seconds < least)
        throw broken("durationSeconds", "Member must have value greater than or equal to 900");
    if (seconds > most) throw broken("durationSeconds", "Member must have value less than or equal to 43200");
    return std::chrono::seconds(seconds);
}

ECR_DECL void check_policy_document(std::string_view text) {
    boost::system::error_code failed;
    const auto document = boost::json::parse({text.data(), text.size()}, failed);
    if (failed || !document.is_object() || !document.get_object().contains("Statement"))
        throw protocol_fault{"MalformedPolicyDocument", "The policy is not in the valid JSON format.", 400};
}

/// In percent; absent without policies.
[[nodiscard]] ECR_DECL std::optional<std::size_t> packed_policies(const query_form& form) {
    constexpr std::size_t room = 2048;
    constexpr int most = 10;
    const auto policy = form.text("Policy");
    if (policy.size() > room)
        throw broken("policy", "Member must have length less than or equal to " + std::to_string(room));
    if (!policy.empty()) check_policy_document(policy);
    auto taken = policy.size();
    const auto arn = [&](int number) {
        return form.text("PolicyArns.member." + std::to_string(number) + ".arn");
    };
    for (int i = 1; !arn(i).empty(); ++i) {
        if (i > most)
            throw broken("policyArns",
                         "Member must have length less than or equal to " + std::to_string(most));
        if (!arn(i).starts_with("arn:")) throw invalid("ARN " + std::string(arn(i)) + " is not valid.");
        taken += arn(i).size();
    }
    if (taken > room)
        throw protocol_fault{"PackedPolicyTooLarge",
                             "Packed size of session policies takes " + std::to_string(taken * 100 / room) +
                                 "% of the room that there is.",
                             400};
    return taken == 0 ? std::nullopt : std::optional(taken * 100 / room);
}

[[nodiscard]] ECR_DECL protocol_fault denied(std::string message) {
    return {.code = "AccessDenied", .message = std::move(message), .status = 403};
}

ECR_DECL void check_device(const guarded_role& guard, const query_form& form, const protocol_fault& refusal) {
    const auto code = form.text("TokenCode");
    if (guard.mfa_code.empty()) return;
    if (code.empty() || form.text("SerialNumber").empty()) throw refusal;
    if (code != guard.mfa_code)
        throw denied("MultiFactorAuthentication failed with invalid MFA one time pass code.");
}

}

ECR_DECL session_request read_session_request(const query_form& form) {
    session_request asked;
    asked.role_arn = form.required("RoleArn");
    auto role = parse_role_arn(asked.role_arn);
    if (!role) throw session_rules::invalid(asked.role_arn + " is invalid");
    asked.role = *std::move(role);
    asked.session_name = session_rules::session_name(form);
    asked.duration = session_rules::duration(form);
    asked.packed_policy_size = session_rules::packed_policies(form);
    const auto code = form.text("TokenCode");
    if (form.has("TokenCode") && (code.size() != 6 || !detail::each_is(code, detail::is_digit)))
        throw session_rules::broken("tokenCode", "Member must satisfy regular expression pattern: [\\d]{6}");
    return asked;
}

ECR_DECL void check_guard(const identities& all, const session_request& asked, const query_form& form,
                          const applicant& by) {
    const auto refusal =
        session_rules::denied(by.who + " is not authorized to perform: " + std::string(by.action) +
                              " on resource: " + asked.role_arn);
    const guarded_role unguarded;
    const auto* const found = all.guard_of(asked.role_arn);
    const auto& guard = found ? *found : unguarded;
    if (guard.denied) throw refusal;
    if (!guard.external_id.empty() && form.text("ExternalId") != guard.external_id) throw refusal;
    session_rules::check_device(guard, form, refusal);
    if (by.chained && asked.duration > std::chrono::hours(1))
        throw session_rules::invalid("The requested DurationSeconds exceeds the 1 hour session limit for "
                                     "roles assumed by role chaining");
    if (asked.duration > guard.longest)
        throw session_rules::invalid(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
}

}
