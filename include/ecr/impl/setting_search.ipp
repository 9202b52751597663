#pragma once

#include <ecr/detail/quoted.hpp>
#include <ecr/detail/setting_search.hpp>
#include <ecr/detail/trimmed.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void setting_search::take(std::string_view text, std::string source) {
    text_ = secret(trimmed(text, " \t\r\n\v\f"));
    if (text_.empty()) {
        decline(source, "is blank");
        return;
    }
    found_.source = std::move(source);
    has_value_ = true;
}

ECR_DECL std::string setting_search::profile_source() const {
    return "profile " + quoted(sources_.profile_name);
}

ECR_DECL setting_search& setting_search::decline(std::string_view source, std::string_view reason) {
    if (!has_value_) found_.declined.push_back(std::string(source) + ": " + std::string(reason));
    return *this;
}

ECR_DECL setting_search& setting_search::code(const std::optional<std::string>& value) {
    if (has_value_) return *this;
    if (!value) return decline("code", "not given");
    take(*value, "code");
    return *this;
}

ECR_DECL setting_search& setting_search::variable(std::string_view name) {
    if (has_value_) return *this;
    auto value = sources_.variable(name);
    if (!value) return decline(name, "not set");
    const secret text(std::move(*value));
    take(text.reveal(), std::string(name));
    return *this;
}

ECR_DECL setting_search& setting_search::property(std::string_view name) {
    if (has_value_) return *this;
    if (sources_.profile == nullptr) return decline(profile_source(), "there is none");
    const auto* found = sources_.profile->find(name);
    if (found == nullptr) return decline(profile_source(), "has no " + std::string(name));
    take(found->text.reveal(),
         std::string(name) + " of " + profile_source() + " (" + to_string(found->place) + ")");
    return *this;
}

ECR_DECL setting_search& setting_search::service_url(std::string_view service) {
    if (has_value_) return *this;
    const auto* named =
        sources_.profile == nullptr ? nullptr : sources_.profile->find(rules::services_property);
    if (named == nullptr) return decline("services section", profile_source() + " names none");
    const auto section = "services section " + quoted(named->text.reveal());
    if (sources_.services == nullptr) {
        found_.problem = sources_.services_problem;
        return decline(section, "there is none");
    }
    const auto* found = sources_.services->find(service);
    if (found == nullptr) return decline(section, "has no " + std::string(service));
    const auto url = found->nested.find(rules::url_property);
    if (url == found->nested.end()) {
        return decline(section, std::string(service) + " has no " + std::string(rules::url_property));
    }
    take(url->second.text.reveal(), section + " (" + to_string(url->second.place) + ")");
    return *this;
}

ECR_DECL setting_search& setting_search::configured(const setting_rule& rule) {
    for (const auto name : rule.variables) {
        if (!name.empty()) variable(name);
    }
    if (!rule.property.empty()) property(rule.property);
    return *this;
}

ECR_DECL explained_setting setting_search::shown_as(std::string_view value) const {
    auto row = found_;
    row.value = value;
    return row;
}

ECR_DECL explained_setting setting_search::defaulted_to(std::string_view value) const {
    auto row = shown_as(value);
    row.source = "default";
    return row;
}

ECR_DECL explained_setting setting_search::refused(std::string_view shown, std::string_view problem) const {
    auto row = shown_as(shown);
    row.problem = found_.source + " is " + std::string(shown) + ": " + std::string(problem);
    return row;
}

}
