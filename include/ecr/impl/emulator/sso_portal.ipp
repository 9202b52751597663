#pragma once

#include <ecr/detail/uri.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/session_keys.hpp>
#include <ecr/emulator/sso_portal.hpp>
#include <ecr/emulator/token_exchange.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

class sso_portal final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "sso"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.method == "GET" && request.path() == "/federation/credentials";
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        const sso_assignment asked{.account = member(request.query(), "account_id"),
                                   .role = member(request.query(), "role_name")};
        const auto* const owner = state.sso.owner_of(request.header("x-amz-sso_bearer_token"), came.now);
        if (!owner) throw protocol_fault{"UnauthorizedException", "Session token not found or invalid", 401};
        if (std::ranges::find(owner->roles, asked) == owner->roles.end())
            throw protocol_fault{"ForbiddenException", "No access", 403};
        return token_response(keys_of(asked, owner->key_life, state, came));
    }

    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival&) const override {
        boost::json::object body;
        body["__type"] = "com.amazonaws.switchboard.portal#" + fault.code;
        body["message"] = fault.message;
        auto response = token_response(boost::json::serialize(body));
        response.headers.emplace_back("x-amzn-ErrorType", fault.code);
        response.status = fault.status;
        response.code = fault.code;
        return response;
    }

private:
    [[nodiscard]] static std::string member(std::string_view query, std::string_view name) {
        while (!query.empty()) {
            const auto pair = query.substr(0, query.find('&'));
            query.remove_prefix(std::min(pair.size() + 1, query.size()));
            const bool named =
                pair.size() > name.size() && pair.starts_with(name) && pair[name.size()] == '=';
            auto value = named ? detail::percent_decode(pair.substr(name.size() + 1)) : std::nullopt;
            if (value && !value->empty()) return *std::move(value);
        }
        throw protocol_fault{"InvalidRequestException", std::string(name) + " is missing", 400};
    }

    [[nodiscard]] static std::string keys_of(const sso_assignment& asked, std::chrono::seconds life,
                                             server_state& state, const arrival& came) {
        const role_name role{.account = asked.account,
                             .name = "AWSReservedSSO_" + asked.role + "_0123456789abcdef"};
        const auto issued = issue_session(state, came, role, "emulator", life);
        boost::json::object keys;
        keys["accessKeyId"] = issued.access_key_id;
        keys["secretAccessKey"] = std::string(issued.secret_access_key.reveal());
        keys["sessionToken"] = std::string(issued.session_token.reveal());
        keys["expiration"] = issued.expiration->time_since_epoch().count();
        boost::json::object body;
        body["roleCredentials"] = std::move(keys);
        return boost::json::serialize(body);
    }
};

ECR_DECL std::unique_ptr<companion> make_sso_portal() {
    return std::make_unique<sso_portal>();
}

}
