#pragma once

#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/refuse.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <set>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace lifecycle_text {

namespace json = boost::json;

using names = std::initializer_list<std::string_view>;

inline constexpr std::size_t most_rules = 50;

[[noreturn]] ECR_DECL void refuse_policy(const std::string& problem) {
    refuse_parameter("lifecyclePolicyText", "Lifecycle policy validation failure: " + problem);
}

/// The object with no members but these.
ECR_DECL const json::object& object_of(const json::value* value, std::string_view where, names known) {
    const auto* object = value == nullptr ? nullptr : value->if_object();
    if (object == nullptr) refuse_policy(std::string(where) + " must be an object");
    for (const auto& member : *object) {
        if (std::ranges::find(known, std::string_view(member.key())) == known.end())
            refuse_policy(std::string(where) + " has the unknown property '" + std::string(member.key()) +
                          "'");
    }
    return *object;
}

ECR_DECL std::string text_of(const json::value& value, const std::string& where) {
    const auto* text = value.if_string();
    if (text == nullptr) refuse_policy(where + " must be a text");
    return {text->data(), text->size()};
}

/// Where in the list of names the text of a required member is.
ECR_DECL std::size_t one_of(const json::object& in, std::string_view member, names allowed) {
    const auto* value = in.if_contains(member);
    if (value == nullptr) refuse_policy(std::string(member) + " is missing");
    const auto found = std::ranges::find(allowed, text_of(*value, std::string(member)));
    if (found == allowed.end()) refuse_policy(std::string(member) + " has an unknown value");
    return static_cast<std::size_t>(found - allowed.begin());
}

ECR_DECL std::int32_t number_of(const json::object& in, std::string_view member) {
    const auto* value = in.if_contains(member);
    constexpr auto most = std::numeric_limits<std::int32_t>::max();
    if (value == nullptr || !value->is_int64() || value->get_int64() < 1 || value->get_int64() > most)
        refuse_policy(std::string(member) + " must be a positive integer");
    return static_cast<std::int32_t>(value->get_int64());
}

ECR_DECL std::vector<std::string> texts_of(const json::value& value, const std::string& where) {
    const auto* list = value.if_array();
    if (list == nullptr || list->empty()) refuse_policy(where + " must be a list that is not empty");
    std::vector<std::string> texts;
    for (const auto& each : *list) {
        texts.push_back(text_of(each, where));
        if (texts.back().empty()) refuse_policy(where + " must not hold empty texts");
    }
    return texts;
}

ECR_DECL void read_tags(const json::object& selection, lifecycle_rule& rule) {
    constexpr tag_status statuses[] = {tag_status::tagged, tag_status::untagged, tag_status::any};
    rule.tags = statuses[one_of(selection, "tagStatus", {"tagged", "untagged", "any"})];
    const auto* prefixes = selection.if_contains("tagPrefixList");
    const auto* patterns = selection.if_contains("tagPatternList");
    if (rule.tags != tag_status::tagged) {
        if (prefixes != nullptr || patterns != nullptr)
            refuse_policy("tagPrefixList and tagPatternList are for tagStatus 'tagged' only");
        return;
    }
    if ((prefixes == nullptr) == (patterns == nullptr))
        refuse_policy("tagStatus 'tagged' needs either tagPrefixList or tagPatternList");
    if (prefixes != nullptr) {
        for (const auto& prefix : texts_of(*prefixes, "tagPrefixList")) {
            if (prefix.find('*') != prefix.npos) refuse_policy("tagPrefixList must not have wildcards");
            rule.patterns.push_back(prefix + "*");
        }
        return;
    }
    rule.patterns = texts_of(*patterns, "tagPatternList");
    for (const auto& pattern : rule.patterns) {
        if (std::ranges::count(pattern, '*') > 4)
            refuse_policy("tagPatternList must have at most four wildcards in each text");
    }
}

ECR_DECL void read_selection(const json::object& selection, lifecycle_rule& rule) {
    read_tags(selection, rule);
    if (selection.contains("storageClass") && one_of(selection, "storageClass", {"standard", "archive"}) == 1)
        rule.from = lifecycle_policy_storage_class::archive;
    rule.counts = static_cast<count_type>(
        one_of(selection, "countType",
               {"imageCountMoreThan", "sinceImagePushed", "sinceImagePulled", "sinceImageTransitioned"}));
    rule.number = number_of(selection, "countNumber");
    if (rule.counts == count_type::image_count_more_than) {
        if (selection.contains("countUnit"))
            refuse_policy("countUnit must be absent for countType 'imageCountMoreThan'");
    } else {
        one_of(selection, "countUnit", {"days"});
    }
}

ECR_DECL void read_action(const json::object& action, lifecycle_rule& rule) {
    constexpr image_action_type types[] = {image_action_type::expire, image_action_type::transition};
    rule.action = types[one_of(action, "type", {"expire", "transition"})];
    const bool transition = rule.action == image_action_type::transition;
    if (transition) {
        one_of(action, "targetStorageClass", {"archive"});
    } else if (action.contains("targetStorageClass")) {
        refuse_policy("targetStorageClass is for action 'transition' only");
    }
    const bool archived = rule.from == lifecycle_policy_storage_class::archive;
    if (transition && archived) refuse_policy("archived images cannot be moved to the archive");
    if (rule.counts == count_type::since_image_transitioned && !archived)
        refuse_policy("countType 'sinceImageTransitioned' needs storageClass 'archive'");
    if (rule.counts == count_type::since_image_pulled && !transition)
        refuse_policy("countType 'sinceImagePulled' needs action 'transition'");
}

ECR_DECL lifecycle_rule read_rule(const json::value& value) {
    const auto& in = object_of(&value, "each rule", {"rulePriority", "description", "selection", "action"});
    lifecycle_rule rule{.priority = number_of(in, "rulePriority")};
    if (const auto* description = in.if_contains("description"))
        static_cast<void>(text_of(*description, "description"));
    read_selection(object_of(in.if_contains("selection"), "selection",
                             {"tagStatus", "tagPrefixList", "tagPatternList", "storageClass", "countType",
                              "countUnit", "countNumber"}),
                   rule);
    read_action(object_of(in.if_contains("action"), "action", {"type", "targetStorageClass"}), rule);
    return rule;
}

/// Checks the rules, sorted by priority, against each other.
ECR_DECL void check(const std::vector<lifecycle_rule>& rules) {
    std::set<std::pair<lifecycle_policy_storage_class, tag_status>> seen;
    for (std::size_t i = 0; i != rules.size(); ++i) {
        const auto& rule = rules[i];
        if (i != 0 && rules[i - 1].priority == rule.priority)
            refuse_policy("rulePriority " + std::to_string(rule.priority) + " is there more than once");
        if (seen.contains({rule.from, tag_status::any}))
            refuse_policy("a rule with tagStatus 'any' must be the last of its storage class");
        const bool fresh = seen.insert({rule.from, rule.tags}).second;
        if (!fresh && rule.tags == tag_status::untagged)
            refuse_policy("there must be only one rule with tagStatus 'untagged' for a storage class");
    }
}

}

ECR_DECL std::vector<lifecycle_rule> read_lifecycle_policy(std::string_view text) {
    boost::system::error_code failure;
    const auto value = boost::json::parse(text, failure);
    if (failure) refuse_parameter("lifecyclePolicyText", "Invalid JSON syntax");
    const auto& policy = lifecycle_text::object_of(&value, "the policy", {"rules"});
    const auto* list = policy.if_contains("rules");
    if (list == nullptr || !list->is_array() || list->get_array().empty())
        lifecycle_text::refuse_policy("rules must be a list that is not empty");
    if (list->get_array().size() > lifecycle_text::most_rules)
        lifecycle_text::refuse_policy("there must be at most 50 rules");
    std::vector<lifecycle_rule> rules;
    for (const auto& each : list->get_array()) rules.push_back(lifecycle_text::read_rule(each));
    std::ranges::sort(rules, {}, &lifecycle_rule::priority);
    lifecycle_text::check(rules);
    return rules;
}

}
