#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/emulator/query_form.hpp>
#include <ecr/emulator/session_keys.hpp>
#include <ecr/emulator/session_request.hpp>
#include <ecr/emulator/token_service.hpp>
#include <ecr/emulator/web_token.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace sts {

/// One element with text in it.
[[nodiscard]] ECR_DECL std::string element(std::string_view name, std::string_view text) {
    auto out = std::string("<").append(name).append(">");
    for (const char c : text) {
        if (c == '<') out += "&lt;";
        if (c == '>') out += "&gt;";
        if (c == '&') out += "&amp;";
        if (c == '<' || c == '>' || c == '&') continue;
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out.append("</").append(name).append(">");
}

[[nodiscard]] ECR_DECL server_response xml(const std::string& root, const std::string& body) {
    server_response response;
    response.headers.emplace_back("Content-Type", "text/xml");
    response.body = "<" + root + " xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">";
    response.body.append(body).append("</").append(root).append(">");
    return response;
}

[[nodiscard]] ECR_DECL server_response success(const arrival& came, const std::string& action,
                                               const std::string& result) {
    const auto id = "<ResponseMetadata>" + element("RequestId", came.request_id) + "</ResponseMetadata>";
    return xml(action + "Response", "<" + action + "Result>" + result + "</" + action + "Result>" + id);
}

/// Signatures are refused under other names in this protocol.
[[nodiscard]] ECR_DECL std::string_view name_of_refusal(std::string_view code) {
    static constexpr std::pair<std::string_view, std::string_view> names[]{
        {"IncompleteSignatureException", "IncompleteSignature"},
        {"InvalidSignatureException", "SignatureDoesNotMatch"},
        {"MissingAuthenticationTokenException", "MissingAuthenticationToken"},
        {"UnrecognizedClientException", "InvalidClientTokenId"}};
    for (const auto& [known, name] : names) {
        if (code == known) return name;
    }
    return {};
}

[[nodiscard]] ECR_DECL std::string issued(server_state& state, const arrival& came,
                                          const session_request& asked) {
    const auto keys = issue_session(state, came, asked.role, asked.session_name, asked.duration);
    const auto user = element("AssumedRoleId", "AROAEMULATED:" + asked.session_name) +
                      element("Arn", session_arn_of(asked.role, asked.session_name));
    const auto secrets = element("AccessKeyId", keys.access_key_id) +
                         element("SecretAccessKey", keys.secret_access_key.reveal()) +
                         element("SessionToken", keys.session_token.reveal()) +
                         element("Expiration", detail::to_iso8601(*keys.expiration));
    const auto& size = asked.packed_policy_size;
    return "<AssumedRoleUser>" + user + "</AssumedRoleUser><Credentials>" + secrets + "</Credentials>" +
           (size ? element("PackedPolicySize", std::to_string(*size)) : std::string());
}

/// Throws the `protocol_fault` of a token that says too little, or not now.
[[nodiscard]] ECR_DECL web_token read_identity(std::string_view text, const arrival& came) {
    const auto invalid = [](std::string message) {
        return protocol_fault{"InvalidIdentityToken", std::move(message), 400};
    };
    auto token = read_web_token(text);
    const auto end = token ? token->claims.integer("exp") : std::nullopt;
    if (!end || !token->claims.text("sub") || !token->claims.text("iss"))
        throw invalid(
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access "
            "Token)");
    const auto now = std::chrono::floor<std::chrono::seconds>(came.now.time_since_epoch()).count();
    if (*end <= now)
        throw protocol_fault{"ExpiredTokenException",
                             "Token expired: current date/time must be before the expiration date/time", 400};
    if (token->claims.integer("nbf").value_or(now) > now) throw invalid("The ID Token is not yet valid");
    return *std::move(token);
}

}

class token_service final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "sts"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        if (request.path() != "/") return false;
        if (request.method == "GET") return request.query().find("Action=") != std::string_view::npos;
        const auto type = detail::lower_case(request.header("content-type"));
        return request.method == "POST" && type.starts_with("application/x-www-form-urlencoded");
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        const query_form form(request.method == "GET" ? request.query() : request.body);
        const auto action = form.text("Action");
        if (action.empty()) throw protocol_fault{"MissingAction", "the form names no Action", 400};
        const bool known_version = form.text("Version") == "2011-06-15";
        if (known_version && action == "AssumeRole") return assume_role(request, state, came, form);
        if (known_version && action == "AssumeRoleWithWebIdentity") return assume_by_token(state, came, form);
        if (known_version && action == "GetCallerIdentity") return caller_identity(request, state, came);
        throw protocol_fault{"InvalidAction",
                             "Could not find operation " + std::string(action.substr(0, 128)) +
                                 " for version " + std::string(form.text("Version").substr(0, 128)),
                             400};
    }

    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival& came) const override {
        const auto* const at_fault = fault.status < 500 ? "Sender" : "Receiver";
        const auto body = "<Error>" + sts::element("Type", at_fault) + sts::element("Code", fault.code) +
                          sts::element("Message", fault.message) + "</Error>" +
                          sts::element("RequestId", came.request_id);
        auto response = sts::xml("ErrorResponse", body);
        response.status = fault.status;
        response.code = fault.code;
        return response;
    }

private:
    [[nodiscard]] static signer_identity signer(const server_request& request, server_state& state,
                                                const arrival& came) {
        const signature_rules rules{
            .service = "sts", .clock = came.clock, .now = came.now, .secure = came.secure};
        try {
            return state.signatures(request, state.keys, rules);
        } catch (const protocol_fault& fault) {
            // Keys that are over are called otherwise than identity tokens that are.
            const bool over = fault.code == "ExpiredTokenException";
            const auto code = over ? std::string_view("ExpiredToken") : sts::name_of_refusal(fault.code);
            throw protocol_fault{std::string(code.empty() ? fault.code : code), fault.message, 403};
        }
    }

    [[nodiscard]] static server_response caller_identity(const server_request& request, server_state& state,
                                                         const arrival& came) {
        const auto who = signer(request, state, came);
        const bool session = is_session(who.arn);
        const auto id = session ? "AROAEMULATED:" + who.arn.substr(who.arn.rfind('/') + 1) : "AIDAEMULATED";
        const auto user =
            sts::element("Arn", who.arn) + sts::element("UserId", id) + sts::element("Account", who.account);
        return sts::success(came, "GetCallerIdentity", user);
    }

    [[nodiscard]] static server_response assume_role(const server_request& request, server_state& state,
                                                     const arrival& came, const query_form& form) {
        const auto who = signer(request, state, came);
        const auto asked = read_session_request(form);
        const applicant by{
            .who = "User: " + who.arn, .action = "sts:AssumeRole", .chained = is_session(who.arn)};
        check_guard(state.who, asked, form, by);
        return sts::success(came, "AssumeRole", sts::issued(state, came, asked));
    }

    [[nodiscard]] static server_response assume_by_token(server_state& state, const arrival& came,
                                                         const query_form& form) {
        const auto asked = read_session_request(form);
        const auto token = sts::read_identity(form.required("WebIdentityToken"), came);
        const std::string subject(*token.claims.text("sub"));
        check_guard(state.who, asked, form,
                    {.who = "User: " + subject, .action = "sts:AssumeRoleWithWebIdentity"});
        const auto about = sts::element("SubjectFromWebIdentityToken", subject) +
                           sts::element("Provider", *token.claims.text("iss")) +
                           sts::element("Audience", token.claims.text("aud").value_or(""));
        return sts::success(came, "AssumeRoleWithWebIdentity", sts::issued(state, came, asked) + about);
    }

    [[nodiscard]] static bool is_session(std::string_view arn) {
        return arn.find(":assumed-role/") != std::string_view::npos;
    }
};

ECR_DECL std::unique_ptr<companion> make_token_service() {
    return std::make_unique<token_service>();
}

}
