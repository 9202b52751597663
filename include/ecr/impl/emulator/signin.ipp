#pragma once

#include <ecr/detail/sts.hpp>
#include <ecr/emulator/dpop_check.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/session_keys.hpp>
#include <ecr/emulator/signin.hpp>
#include <ecr/emulator/token_exchange.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL ecr::credentials login_keys(server_state& state, const console_login& who,
                                                   const arrival& came) {
    const auto account = detail::account_of_arn(who.session);
    if (!account) throw std::invalid_argument("a login session is named by an ARN with an account");
    const key_owner owner{.account = *account, .arn = who.session};
    return issue_keys(state, came, owner,
                      std::min<std::chrono::seconds>(who.key_life, std::chrono::minutes(15)));
}

ECR_DECL left_file log_in(server_state& state, const console_login& who, const arrival& came) {
    return state.logins.log_in(who, login_keys(state, who, came), came);
}

class signin final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "signin"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.method == "POST" && request.path() == "/v1/token";
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        const token_request asked(request.body, "INVALID_REQUEST");
        if (asked.member("grantType") != "refresh_token") throw invalid("grantType is not refresh_token");
        const login_renewal shown{.client_id = asked.member("clientId"),
                                  .refresh_token = asked.member("refreshToken"),
                                  .thumbprint = proven_key(request, came)};
        const auto token = state.logins.renew(shown, came);
        return token_response(keys_of(token, state, came));
    }

    /// A code that is no name of an exception is the reason that goes with one.
    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival&) const override {
        const bool named = fault.code.ends_with("Exception") || fault.code.ends_with("Error");
        boost::json::object body;
        if (!named) body["error"] = fault.code;
        body["message"] = fault.message;
        auto response = token_response(boost::json::serialize(body));
        const auto* const kind = fault.status >= 500   ? "InternalServerException"
                                 : fault.status == 403 ? "AccessDeniedException"
                                                       : "ValidationException";
        response.headers.emplace_back("x-amzn-ErrorType", named ? fault.code : kind);
        response.status = fault.status;
        response.code = fault.code;
        return response;
    }

private:
    [[nodiscard]] static protocol_fault invalid(std::string message) {
        return {"INVALID_REQUEST", std::move(message), 400};
    }

    [[nodiscard]] std::string proven_key(const server_request& request, const arrival& came) {
        const auto url = came.base_url + std::string(request.path());
        const dpop_rules rules{.method = request.method, .url = url, .clock = came.clock};
        if (!request.has("dpop")) throw invalid("the DPoP header is missing");
        auto proof = check_dpop(request.header("dpop"), rules);
        if (!proof) throw invalid("the DPoP header is not valid: " + proof.error().reason);
        if (!used_.take(*proof, rules)) throw invalid("the DPoP header was used before");
        return std::move(proof->thumbprint);
    }

    [[nodiscard]] static std::string keys_of(const login_token& token, server_state& state,
                                             const arrival& came) {
        const auto issued = login_keys(state, token.who, came);
        boost::json::object keys;
        keys["accessKeyId"] = issued.access_key_id;
        keys["secretAccessKey"] = std::string(issued.secret_access_key.reveal());
        keys["sessionToken"] = std::string(issued.session_token.reveal());
        boost::json::object body;
        body["accessToken"] = std::move(keys);
        body["tokenType"] = "aws_sigv4";
        body["expiresIn"] = std::chrono::floor<std::chrono::seconds>(*issued.expiration - came.now +
                                                                     std::chrono::milliseconds(999))
                                .count();
        body["refreshToken"] = token.refresh_token;
        return boost::json::serialize(body);
    }

    dpop_memory used_{};
};

ECR_DECL std::unique_ptr<companion> make_signin() {
    return std::make_unique<signin>();
}

}
