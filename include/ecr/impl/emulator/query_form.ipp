#pragma once

#include <ecr/detail/uri.hpp>
#include <ecr/emulator/query_form.hpp>
#include <ecr/emulator/service_fault.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL std::string decoded_form_text(std::string text) {
    std::ranges::replace(text, '+', ' ');
    auto plain = detail::percent_decode(text);
    if (!plain) throw protocol_fault{"MalformedQueryString", "the form is badly encoded", 400};
    return *std::move(plain);
}

ECR_DECL query_form::query_form(std::string_view text) {
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        const auto equals = std::min(pair.find('='), pair.size());
        const auto value = pair.substr(std::min(equals + 1, pair.size()));
        values_.emplace(decoded_form_text(std::string(pair.substr(0, equals))),
                        decoded_form_text(std::string(value)));
    }
}

ECR_DECL std::string_view query_form::text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string_view() : std::string_view(found->second);
}

ECR_DECL const std::string& query_form::required(std::string_view name) const {
    const auto found = values_.find(name);
    if (found == values_.end() || found->second.empty())
        throw protocol_fault{"ValidationError",
                             "1 validation error detected: Value null at '" + std::string(name) +
                                 "' failed to satisfy constraint: Member must not be null",
                             400};
    return found->second;
}

}
