#pragma once

#include <ecr/emulator/policy_grant.hpp>
#include <ecr/emulator/wildcard.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <span>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

namespace granting {

namespace json = boost::json;

// Where the policy language takes one thing or a list of them.
ECR_DECL std::span<const json::value> one_or_more(const json::value* of) {
    if (of == nullptr) return {};
    if (const auto* list = of->if_array()) return {list->data(), list->size()};
    return {of, 1};
}

template <class Predicate>
bool some(const json::value* of, Predicate holds) {
    return std::ranges::any_of(one_or_more(of), [&](const json::value& each) {
        return each.is_string() && holds(std::string_view(each.get_string()));
    });
}

ECR_DECL bool covers(const json::object& statement, std::string_view account, std::string_view action) {
    const auto* principal = statement.if_contains("Principal");
    const auto* kinds = principal != nullptr ? principal->if_object() : nullptr;
    const auto named = [&](std::string_view text) {
        return text == "*" || text == account ||
               (text.starts_with("arn:") && text.ends_with("::" + std::string(account) + ":root"));
    };
    const auto acts = [&](std::string_view pattern) { return matches_wildcard(pattern, action); };
    return some(kinds != nullptr ? kinds->if_contains("AWS") : principal, named) &&
           some(statement.if_contains("Action"), acts);
}

}

ECR_DECL bool grants(std::string_view policy, std::string_view account, std::string_view action) {
    const auto document = boost::json::parse({policy.data(), policy.size()});
    bool allowed = false;
    for (const auto& each : granting::one_or_more(document.get_object().if_contains("Statement"))) {
        const auto& statement = each.get_object();
        if (!granting::covers(statement, account, action)) continue;
        if (statement.at("Effect") == "Deny") return false;
        allowed = true;
    }
    return allowed;
}

}
