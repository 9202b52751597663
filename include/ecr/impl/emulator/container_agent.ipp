#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/emulator/container_agent.hpp>
#include <ecr/emulator/session_keys.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

class container_agent final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "container-credentials"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.path() == eks_path || request.path().starts_with(ecs_prefix);
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        if (request.method != "GET") throw protocol_fault{"MethodNotAllowed", "only GET is answered", 405};
        const auto& asks = request.path() == eks_path ? of_token(request, state.who.containers)
                                                      : of_id(request, state.who.containers);
        const role_name role{.account = asks.account, .name = asks.role};
        const auto& keys = sessions_.get(state, came, role, asks.id);
        boost::json::object body;
        body["RoleArn"] = role_arn_of(role);
        body["AccessKeyId"] = keys.access_key_id;
        body["SecretAccessKey"] = std::string(keys.secret_access_key.reveal());
        body["Token"] = std::string(keys.session_token.reveal());
        body["Expiration"] = detail::to_iso8601(*keys.expiration);
        body["AccountId"] = role.account;
        return told(body);
    }

    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival&) const override {
        boost::json::object body;
        body["code"] = fault.code;
        body["message"] = fault.message;
        body["HTTPErrorCode"] = fault.status;
        auto response = told(body);
        response.status = fault.status;
        response.code = fault.code;
        return response;
    }

private:
    static constexpr std::string_view ecs_prefix = "/v2/credentials/";
    static constexpr std::string_view eks_path = "/v1/credentials";

    [[nodiscard]] static server_response told(const boost::json::object& body) {
        server_response response{.body = boost::json::serialize(body)};
        response.headers.emplace_back("Content-Type", "application/json");
        return response;
    }

    [[nodiscard]] static const emulated_container& of_id(const server_request& request,
                                                         const std::vector<emulated_container>& all) {
        const auto id = request.path().substr(ecs_prefix.size());
        const auto found = std::ranges::find(all, id, &emulated_container::id);
        if (found == all.end())
            throw protocol_fault{"InvalidIdInRequest", "there are no credentials of this id", 400};
        if (!found->token.empty() && found->token != secret(request.header("authorization")))
            throw protocol_fault{"AccessDenied", "the authorization token is missing or wrong", 401};
        return *found;
    }

    [[nodiscard]] static const emulated_container& of_token(const server_request& request,
                                                            const std::vector<emulated_container>& all) {
        const secret token(request.header("authorization"));
        const auto found = std::ranges::find(all, token, &emulated_container::token);
        if (token.empty() || found == all.end())
            throw protocol_fault{"AccessDeniedException", "the authorization token is of no pod", 401};
        return *found;
    }

    lasting_sessions sessions_{};
};

ECR_DECL std::unique_ptr<companion> make_container_agent() {
    return std::make_unique<container_agent>();
}

}
