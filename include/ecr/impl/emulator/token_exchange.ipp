#pragma once

#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/token_exchange.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL token_request::token_request(std::string_view text, std::string refusal)
    : refusal_(std::move(refusal)) {
    auto read = detail::json_document::read(text);
    if (!read) throw protocol_fault{refusal_, read.error().reason, 400};
    members_ = std::move(*read);
}

ECR_DECL std::string token_request::member(std::string_view name) const {
    const auto text = members_.text(name);
    if (!text || text->empty()) throw protocol_fault{refusal_, std::string(name) + " is missing", 400};
    return std::string(*text);
}

ECR_DECL server_response token_response(std::string body) {
    server_response response{.body = std::move(body)};
    response.headers.emplace_back("Content-Type", "application/json");
    response.headers.emplace_back("Cache-Control", "no-store");
    return response;
}

}
