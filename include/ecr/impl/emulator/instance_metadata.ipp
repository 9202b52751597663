#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/emulator/instance_metadata.hpp>
#include <ecr/emulator/session_keys.hpp>
#include <ecr/emulator/signed_text.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <charconv>
#include <chrono>
#include <cstdint>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

class instance_metadata final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return "instance-metadata"; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.path().starts_with("/latest/");
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        if (request.path() == token_path) return give_token(request, state, came);
        if (!is_token(request.header("x-aws-ec2-metadata-token"), state, came))
            throw refusal(401, "Unauthorized");
        if (request.method != "GET") throw refusal(405, "MethodNotAllowed");
        return tell(request.path(), state, came);
    }

    /// A page for people, as nothing reads more than the status.
    [[nodiscard]] server_response refuse(const protocol_fault& fault, const arrival&) const override {
        const auto title = std::to_string(fault.status) + " - " + fault.message;
        server_response response{.status = fault.status,
                                 .body = "<!DOCTYPE html><html><head><title>" + title +
                                         "</title></head></html>\n",
                                 .code = fault.code};
        response.headers.emplace_back("Content-Type", "text/html");
        return response;
    }

private:
    static constexpr std::string_view token_path = "/latest/api/token";
    static constexpr std::string_view roles_path = "/latest/meta-data/iam/security-credentials";
    static constexpr std::string_view instance_id = "i-0123456789abcdef0";

    [[nodiscard]] static server_response told(std::string text) {
        server_response response{.body = std::move(text)};
        response.headers.emplace_back("Content-Type", "text/plain");
        return response;
    }

    [[nodiscard]] static protocol_fault refusal(int status, std::string_view code) {
        return {.code = std::string(code), .message = std::string(code), .status = status};
    }

    // The token itself says when it ends, so that none has to be remembered.
    [[nodiscard]] static std::string proven(std::string_view end) {
        return "instance-metadata " + std::string(end);
    }

    [[nodiscard]] static server_response give_token(const server_request& request, server_state& state,
                                                    const arrival& came) {
        if (request.method != "PUT") throw refusal(405, "MethodNotAllowed");
        // A token is not for what a proxy has passed on.
        if (request.has("x-forwarded-for")) throw refusal(403, "Forbidden");
        const auto text = request.header("x-aws-ec2-metadata-token-ttl-seconds");
        std::int64_t seconds = 0;
        const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
        if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 1 || seconds > 21600)
            throw refusal(400, "BadRequest");
        const auto end =
            std::to_string((came.now + std::chrono::seconds(seconds)).time_since_epoch().count());
        const handling on{.all = state.all, .now = came.now, .new_id = came.new_id};
        auto response = told(end + "." + signature_of(on, proven(end)));
        response.headers.emplace_back("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", text);
        return response;
    }

    [[nodiscard]] static bool is_token(std::string_view token, server_state& state, const arrival& came) {
        const auto dot = token.find('.');
        if (dot == token.npos) return false;
        const auto end = token.substr(0, dot);
        if (!is_signed(state.all, proven(end), token.substr(dot + 1))) return false;
        std::int64_t count = 0;
        const auto read = std::from_chars(end.data(), end.data() + end.size(), count);
        return read.ec == std::errc() && came.now.time_since_epoch().count() < count;
    }

    [[nodiscard]] server_response tell(std::string_view path, server_state& state, const arrival& came) {
        const auto& instance = state.who.instance;
        if (path == "/latest/meta-data/placement/region") return told(instance.region);
        if (path == "/latest/meta-data/placement/availability-zone") return told(instance.region + "a");
        if (path == "/latest/meta-data/instance-id") return told(std::string(instance_id));
        if (path == "/latest/dynamic/instance-identity/document") return document(instance);
        if (instance.role.empty() || !path.starts_with(roles_path)) throw refusal(404, "NotFound");
        path.remove_prefix(roles_path.size());
        if (path.empty() || path == "/") return told(instance.role);
        if (path != "/" + instance.role) throw refusal(404, "NotFound");
        return keys(state, came);
    }

    [[nodiscard]] static server_response document(const emulated_instance& instance) {
        boost::json::object body;
        body["accountId"] = instance.account;
        body["availabilityZone"] = instance.region + "a";
        body["instanceId"] = boost::json::string_view(instance_id.data(), instance_id.size());
        body["region"] = instance.region;
        return told(boost::json::serialize(body));
    }

    [[nodiscard]] server_response keys(server_state& state, const arrival& came) {
        const auto& instance = state.who.instance;
        const role_name role{.account = instance.account, .name = instance.role};
        const auto& issued = sessions_.get(state, came, role, instance_id);
        const auto begun = std::chrono::floor<std::chrono::seconds>(came.now);
        boost::json::object body;
        body["Code"] = "Success";
        body["LastUpdated"] = detail::to_iso8601(begun);
        body["Type"] = "AWS-HMAC";
        body["AccessKeyId"] = issued.access_key_id;
        body["SecretAccessKey"] = std::string(issued.secret_access_key.reveal());
        body["Token"] = std::string(issued.session_token.reveal());
        body["Expiration"] = detail::to_iso8601(*issued.expiration);
        return told(boost::json::serialize(body));
    }

    lasting_sessions sessions_{};
};

ECR_DECL std::unique_ptr<companion> make_instance_metadata() {
    return std::make_unique<instance_metadata>();
}

}
