#pragma once

#include <ecr/detail/outgoing.hpp>
#include <ecr/emulator/after_push.hpp>
#include <ecr/emulator/misfortune.hpp>
#include <ecr/emulator/responder.hpp>
#include <ecr/emulator/routes.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <exception>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// One request on its way to an answer.
struct responder::visit {
    const server_request& request;
    arrival came{};
    companion* other = nullptr;
    misfortune bad_luck{{}};
    request_record record{};
};

ECR_DECL responder::responder(std::shared_ptr<server_state> state)
    : state_(std::move(state)) {}

ECR_DECL void responder::add(std::unique_ptr<companion> other) {
    companions_.push_back(std::move(other));
}

ECR_DECL companion* responder::companion_for(const server_request& request) const {
    for (const auto& each : companions_) {
        if (each->serves(request)) return each.get();
    }
    return nullptr;
}

[[nodiscard]] ECR_DECL server_response json_response(std::string body) {
    server_response response{.body = std::move(body)};
    response.headers.emplace_back("Content-Type", "application/x-amz-json-1.1");
    return response;
}

// What is not of this protocol at all is answered as the front end of the service does.
[[nodiscard]] ECR_DECL server_response not_of_this_protocol() {
    server_response response{
        .status = 404, .body = "<UnknownOperationException/>\n", .code = "UnknownOperationException"};
    response.headers.emplace_back("Content-Type", "application/xml");
    return response;
}

[[nodiscard]] ECR_DECL server_response to_response(const service_fault& fault) {
    boost::json::object body;
    body["__type"] = to_string(fault.code);
    body["message"] = fault.message;
    for (const auto& [name, value] : fault.members) {
        if (const auto* text = std::get_if<std::string>(&value)) body[name] = *text;
        if (const auto* number = std::get_if<std::int64_t>(&value)) body[name] = *number;
    }
    auto response = json_response(boost::json::serialize(body));
    response.status = fault.code == errc::server ? 500 : 400;
    response.code = std::string(to_string(fault.code));
    return response;
}

[[nodiscard]] ECR_DECL std::string_view operation_in(const server_request& request) noexcept {
    const auto target = request.header("x-amz-target");
    constexpr auto prefix = detail::target_prefix;
    return target.starts_with(prefix) ? target.substr(prefix.size()) : std::string_view();
}

[[nodiscard]] ECR_DECL bool is_json_1_1(std::string_view content_type) {
    auto kind = content_type.substr(0, content_type.find(';'));
    while (kind.ends_with(' ')) kind.remove_suffix(1);
    return detail::lower_case(kind) == "application/x-amz-json-1.1";
}

ECR_DECL server_response responder::run(visit& now, const route& to) {
    const auto& came = now.came;
    const signature_rules rules{.clock = came.clock, .now = came.now, .secure = came.secure};
    auto signer = state_->signatures(now.request, state_->keys, rules);
    now.record.account = signer.account;
    now.record.region = signer.region;
    const auto alone = lock();
    const handling on{.all = state_->all,
                      .account = std::move(signer.account),
                      .region = std::move(signer.region),
                      .caller_arn = std::move(signer.arn),
                      .base_url = came.base_url,
                      .now = came.now,
                      .new_id = came.new_id};
    try {
        advance(on);
        return json_response(to.answer(on, now.request.body));
    } catch (const service_fault& fault) {
        const bool common = fault.code == errc::invalid_parameter || fault.code == errc::limit_exceeded;
        if (common || to.declares(fault.code)) return to_response(fault);
        return error_response(500, "InternalFailure",
                              std::string(to.operation) + " does not declare " +
                                  std::string(to_string(fault.code)) + ": " + fault.message);
    }
}

ECR_DECL server_response responder::handle(visit& now) {
    const auto& request = now.request;
    if (now.other) {
        const auto alone = lock();
        return now.other->answer(request, *state_, now.came);
    }
    const bool ours =
        request.method == "POST" && request.path() == "/" && is_json_1_1(request.header("content-type"));
    if (!ours) return not_of_this_protocol();
    const auto* to = find_route(operation_in(request));
    if (!to) throw protocol_fault{"UnknownOperationException", "", 400};
    return run(now, *to);
}

ECR_DECL server_response responder::respond(visit& now) {
    if (now.bad_luck.lost()) return {.status = 0};
    const auto refuse = [&](const protocol_fault& fault) {
        return now.other ? now.other->refuse(fault, now.came)
                         : error_response(fault.status, fault.code, fault.message);
    };
    if (const auto instead = now.bad_luck.instead()) return refuse(*instead);
    try {
        return handle(now);
    } catch (const protocol_fault& fault) {
        return refuse(fault);
    } catch (const service_fault& fault) {
        return to_response(fault);
    } catch (const std::exception& unforeseen) {
        return error_response(500, "InternalFailure", unforeseen.what());
    }
}

ECR_DECL void responder::strike(visit& now) const {
    // Rules for all operations spare what has no name: through it they are taken back.
    if (now.other && now.other->name().empty()) return;
    now.bad_luck = misfortune(state_->faults.strike(now.record.operation));
    const auto off = now.bad_luck.skew();
    now.came.clock += off;
    now.came.now += off;
    for (const auto& each : now.bad_luck.struck()) now.record.faults.emplace_back(each.kind.text());
}

/// Adds what every answer carries.
ECR_DECL void stamp(server_response& response, const std::string& request_id, timestamp clock) {
    response.headers.emplace_back("x-amzn-RequestId", request_id);
    response.headers.emplace_back("Date", http_date(std::chrono::floor<std::chrono::seconds>(clock)));
}

/// Announces the body and leaves it out.
ECR_DECL void keep_head(reply& answer) {
    auto& how = answer.how;
    how.announced = how.announced.value_or(answer.response.body.size());
    answer.response.body.clear();
}

ECR_DECL reply responder::answer(const server_request& request, const arrival& came) {
    visit now{.request = request, .came = came, .other = companion_for(request)};
    const auto* known = now.other ? nullptr : find_route(operation_in(request));
    if (known) now.record.operation = std::string(known->operation);
    if (now.other) now.record.operation = std::string(now.other->name());
    now.record.request_id = came.new_id();
    now.came.request_id = now.record.request_id;
    now.record.time = came.now;
    strike(now);

    reply made{.response = respond(now)};
    now.bad_luck.spoil(made, request);
    if (request.method == "HEAD") keep_head(made);
    stamp(made.response, now.record.request_id, now.came.clock);
    now.record.status = made.response.status;
    now.record.code = made.response.code;
    if (!now.other || !now.other->name().empty()) state_->log.add(std::move(now.record));
    return made;
}

ECR_DECL reply responder::refuse(int status, std::string_view problem, const arrival& came) {
    reply made{.response = error_response(
                   status, status == 503 ? "ServiceUnavailable" : "SerializationException", problem)};
    made.how.end = delivery::ending::close;
    auto id = came.new_id();
    stamp(made.response, id, came.clock);
    state_->log.add(
        {.request_id = std::move(id), .status = status, .code = made.response.code, .time = came.now});
    return made;
}

}
