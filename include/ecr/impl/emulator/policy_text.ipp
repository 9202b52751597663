#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/wildcard.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

namespace policy_text {

namespace json = boost::json;

/// Whether `holds` is true for some text in a value that is one text or a list of texts.
template <class Predicate>
bool some_text(const json::value* value, Predicate holds) {
    if (value == nullptr) return false;
    if (const auto* text = value->if_string()) return holds(std::string_view(text->data(), text->size()));
    const auto* list = value->if_array();
    return list != nullptr && std::ranges::any_of(*list, [&](const json::value& each) {
               return each.is_string() &&
                      holds(std::string_view(each.get_string().data(), each.get_string().size()));
           });
}

ECR_DECL bool is_text_or_texts(const json::value& value) {
    const auto* list = value.if_array();
    if (list == nullptr) return value.is_string() && !value.get_string().empty();
    return !list->empty() &&
           std::ranges::all_of(*list, [](const json::value& each) { return each.is_string(); });
}

ECR_DECL bool is_principal(const json::value& value) {
    if (value.is_string()) return value.get_string() == "*";
    const auto* kinds = value.if_object();
    return kinds != nullptr && !kinds->empty() &&
           std::ranges::all_of(*kinds, [](const auto& kind) { return is_text_or_texts(kind.value()); });
}

/// The value of the one of two members that is there; null if both are or none is.
ECR_DECL const json::value* one_of(const json::object& in, std::string_view name, std::string_view other) {
    const auto* first = in.if_contains(name);
    const auto* second = in.if_contains(other);
    if ((first == nullptr) == (second == nullptr)) return nullptr;
    return first != nullptr ? first : second;
}

ECR_DECL bool is_statement(const json::value& value) {
    const auto* statement = value.if_object();
    if (statement == nullptr) return false;
    const auto* effect = statement->if_contains("Effect");
    const auto* principal = one_of(*statement, "Principal", "NotPrincipal");
    const auto* action = one_of(*statement, "Action", "NotAction");
    const auto* condition = statement->if_contains("Condition");
    return effect != nullptr && effect->is_string() &&
           (effect->get_string() == "Allow" || effect->get_string() == "Deny") && principal != nullptr &&
           is_principal(*principal) && action != nullptr && is_text_or_texts(*action) &&
           (condition == nullptr || condition->is_object());
}

ECR_DECL bool is_policy(const json::value& value) {
    const auto* policy = value.if_object();
    if (policy == nullptr) return false;
    const auto* version = policy->if_contains("Version");
    const auto known = [](std::string_view text) { return text == "2012-10-17" || text == "2008-10-17"; };
    if (version != nullptr && !some_text(version, known)) return false;
    const auto* statements = policy->if_contains("Statement");
    if (statements == nullptr) return false;
    const auto* list = statements->if_array();
    if (list == nullptr) return is_statement(*statements);
    return !list->empty() && std::ranges::all_of(*list, is_statement);
}

ECR_DECL bool names(const json::value& principal, const handling& on) {
    const auto is_caller = [&](std::string_view text) {
        return text == "*" || text == on.account || text == on.caller_arn ||
               (text.starts_with("arn:") && text.ends_with("::" + on.account + ":root"));
    };
    if (principal.is_string()) return some_text(&principal, is_caller);
    return some_text(principal.get_object().if_contains("AWS"), is_caller);
}

ECR_DECL bool denies(const json::value& value, const handling& on, std::string_view action) {
    const auto& statement = value.get_object();
    const auto* principal = statement.if_contains("Principal");
    if (statement.at("Effect").get_string() != "Deny" || statement.contains("Condition") ||
        principal == nullptr || !names(*principal, on))
        return false;
    return some_text(statement.if_contains("Action"), [&](std::string_view pattern) {
        return matches_wildcard(detail::lower_case(pattern), detail::lower_case(action));
    });
}

}

ECR_DECL void check_policy(std::string_view text, std::string_view member) {
    boost::system::error_code failure;
    const auto policy = boost::json::parse(text, failure);
    if (failure) refuse_parameter(member, "Invalid JSON syntax");
    if (!policy_text::is_policy(policy)) refuse_parameter(member, "Invalid policy provided");
}

ECR_DECL bool denies(std::string_view text, const handling& on, std::string_view action) {
    const auto policy = boost::json::parse(text);
    const auto& statements = policy.get_object().at("Statement");
    if (statements.is_object()) return policy_text::denies(statements, on, action);
    return std::ranges::any_of(statements.get_array(), [&](const boost::json::value& each) {
        return policy_text::denies(each, on, action);
    });
}

}
