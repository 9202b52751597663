#pragma once

#include <ecr/emulator/misfortune.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL const fault_rule* misfortune::find(fault_kind kind) const {
    for (const auto& each : struck_) {
        if (each.kind == kind) return &each;
    }
    return nullptr;
}

ECR_DECL std::chrono::milliseconds misfortune::skew() const {
    const auto* rule = find(fault_kind::clock_skew);
    return std::chrono::milliseconds(rule ? rule->milliseconds.value_or(0) : 0);
}

ECR_DECL std::optional<protocol_fault> misfortune::instead() const {
    const auto error = [](const fault_rule& rule, int status, const char* code, const char* message) {
        return protocol_fault{.code = rule.code.value_or(code),
                              .message = rule.message.value_or(message),
                              .status = rule.status.value_or(status)};
    };
    if (const auto* rule = find(fault_kind::throttle))
        return error(*rule, 400, "ThrottlingException", "Rate exceeded");
    if (const auto* rule = find(fault_kind::expired_token))
        return error(*rule, 400, "ExpiredTokenException",
                     "The security token included in the request is expired");
    if (const auto* rule = find(fault_kind::error))
        return error(*rule, 500, "ServerException", "a fault was asked for");
    return std::nullopt;
}

/// The answer with the token of the request again; nothing where there is no such thing.
[[nodiscard]] ECR_DECL std::optional<std::string> with_same_token(const std::string& answer,
                                                                  const std::string& request) {
    boost::system::error_code failed;
    const auto asked = boost::json::parse(request, failed);
    if (failed || !asked.is_object() || !asked.get_object().contains("nextToken")) return std::nullopt;
    auto said = boost::json::parse(answer, failed);
    if (failed || !said.is_object()) return std::nullopt;
    said.get_object()["nextToken"] = asked.get_object().at("nextToken");
    return boost::json::serialize(said);
}

ECR_DECL void misfortune::spoil_body(reply& answer, const server_request& request) const {
    auto& body = answer.response.body;
    if (find(fault_kind::repeat_token)) {
        if (auto repeated = with_same_token(body, request.body)) body = *std::move(repeated);
    }
    if (find(fault_kind::garbage)) body = "{\"\x01 not JSON ]";
    if (find(fault_kind::wrong_length)) {
        answer.how.announced = body.size() / 2;
        answer.how.end = delivery::ending::close;
    }
    if (find(fault_kind::overlong)) answer.how.excess = "{\"more\":\"than was announced\"}";
    if (find(fault_kind::truncate)) {
        answer.how.body_sent = body.size() / 2;
        answer.how.end = delivery::ending::close;
    }
    if (const auto* rule = find(fault_kind::stall)) {
        answer.how.stall_at = body.size() / 2;
        if (rule->milliseconds) answer.how.stall_for = std::chrono::milliseconds(*rule->milliseconds);
    }
}

ECR_DECL void misfortune::spoil(reply& answer, const server_request& request) const {
    if (const auto* rule = find(fault_kind::delay))
        answer.how.delay = std::chrono::milliseconds(rule->milliseconds.value_or(0));
    spoil_body(answer, request);
    if (!lost() && !find(fault_kind::reset_after)) return;
    answer.how.silent = true;
    answer.how.end = delivery::ending::reset;
}

}
