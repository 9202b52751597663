#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/authorization.hpp>
#include <ecr/emulator/container_login.hpp>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

class container_login final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "container-login"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.path() == "/v2/";
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        if (request.method != "GET" && request.method != "HEAD")
            throw protocol_fault{"UNSUPPORTED", "only GET and HEAD are answered", 405};
        if (!login_of(state.all, token_in(request.header("authorization")), came.now))
            throw protocol_fault{"UNAUTHORIZED", "the authorization token is missing, wrong or expired", 401};
        return told("{}");
    }

    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival& came) const override {
        boost::json::object error;
        error["code"] = fault.code;
        error["message"] = fault.message;
        boost::json::object body;
        body["errors"] = boost::json::array({std::move(error)});
        auto response = told(boost::json::serialize(body));
        response.status = fault.status;
        response.code = fault.code;
        if (fault.status == 401)
            response.headers.emplace_back("WWW-Authenticate", "Basic realm=\"" + came.base_url +
                                                                  "/\",service=\"ecr.amazonaws.com\"");
        return response;
    }

private:
    [[nodiscard]] static std::string_view token_in(std::string_view authorization) {
        constexpr std::string_view scheme = "basic ";
        if (detail::lower_case(authorization.substr(0, scheme.size())) != scheme) return {};
        return authorization.substr(scheme.size());
    }

    [[nodiscard]] static server_response told(std::string body) {
        server_response response{.body = std::move(body)};
        response.headers.emplace_back("Content-Type", "application/json");
        response.headers.emplace_back("Docker-Distribution-Api-Version", "registry/2.0");
        return response;
    }
};

ECR_DECL std::unique_ptr<companion> make_container_login() {
    return std::make_unique<container_login>();
}

}
