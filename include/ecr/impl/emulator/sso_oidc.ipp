#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/sso_oidc.hpp>
#include <ecr/emulator/token_exchange.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

class sso_oidc final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "sso-oidc"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.method == "POST" && request.path() == "/token";
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        const token_request asked(request.body, "InvalidRequestException");
        if (asked.member("grantType") != "refresh_token")
            throw protocol_fault{"UnsupportedGrantTypeException", "only refresh tokens are taken", 400};
        const sso_renewal shown{.client_id = asked.member("clientId"),
                                .client_secret = asked.member("clientSecret"),
                                .refresh_token = asked.member("refreshToken")};
        const auto token = state.sso.renew(shown, came);
        boost::json::object body;
        body["accessToken"] = token.access_token;
        body["tokenType"] = "Bearer";
        body["expiresIn"] = token.life.count();
        body["refreshToken"] = token.refresh_token;
        return token_response(boost::json::serialize(body));
    }

    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival&) const override {
        boost::json::object body;
        body["error"] = reason_of(fault.code);
        body["error_description"] = fault.message;
        auto response = token_response(boost::json::serialize(body));
        response.headers.emplace_back("x-amzn-ErrorType", fault.code);
        response.status = fault.status;
        response.code = fault.code;
        return response;
    }

private:
    /// `InvalidGrantException` as OAuth has it: `invalid_grant`.
    [[nodiscard]] static std::string reason_of(std::string_view code) {
        if (code.ends_with("Exception")) code.remove_suffix(9);
        std::string reason;
        for (const char c : code) {
            const bool capital = c >= 'A' && c <= 'Z';
            if (capital && !reason.empty()) reason += '_';
            reason += detail::to_lower(c);
        }
        return reason;
    }
};

ECR_DECL std::unique_ptr<companion> make_sso_oidc() {
    return std::make_unique<sso_oidc>();
}

}
