#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/settings_reader.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::string shown_text(std::string_view text) {
    std::string line;
    append_printable(line, text, 200);
    return line;
}

ECR_DECL void settings_reader::add(explained_setting row) {
    if (!row.problem.empty()) add_problem(row.problem);
    result_.explanation.settings.push_back(std::move(row));
}

ECR_DECL void settings_reader::add_problem(std::string problem) {
    auto& all = result_.problems;
    if (std::find(all.begin(), all.end(), problem) == all.end()) all.push_back(std::move(problem));
}

ECR_DECL void settings_reader::text(const setting_rule& rule, std::string& value) {
    auto found = search(rule.name);
    found.code(given(value)).configured(rule);
    value = found.text();
    add(found.has_value() ? found.shown_as(shown_text(value)) : found.defaulted_to(""));
}

ECR_DECL std::optional<bool> settings_reader::flag(const setting_rule& rule, std::optional<bool> code,
                                                   std::string_view by_default) {
    std::optional<std::string> said;
    if (code) said = *code ? "true" : "false";
    auto found = search(rule.name);
    found.code(said).configured(rule);
    const auto word = lower_case(found.text());
    if (!found.has_value()) {
        add(found.defaulted_to(by_default));
        return std::nullopt;
    }
    if (word != "true" && word != "false") {
        add(found.refused(quoted(found.text()), "write true or false, or remove it"));
        return std::nullopt;
    }
    add(found.shown_as(word));
    return word == "true";
}

ECR_DECL std::optional<int> settings_reader::count(const setting_rule& rule, std::optional<int> code,
                                                   std::string_view by_default) {
    std::optional<std::string> said;
    if (code) said = std::to_string(*code);
    auto found = search(rule.name);
    found.code(said).configured(rule);
    if (!found.has_value()) {
        add(found.defaulted_to(by_default));
        return std::nullopt;
    }
    int value = 0;
    const auto text = found.text();
    const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failure != std::errc() || stop != text.data() + text.size() || value < 1) {
        add(found.refused(quoted(text), "write a whole number from 1, or remove it"));
        return std::nullopt;
    }
    add(found.shown_as(std::to_string(value)));
    return value;
}

ECR_DECL void settings_reader::url(const url_rule& rule, std::optional<std::string>& value,
                                   std::string_view ignored_by) {
    auto found = search(rule.name);
    found.code(value);
    if (ignored_by.empty()) {
        found.variable(rule.variable).variable(rules::any_url_variable);
        found.service_url(rule.service).property(rules::url_property);
    } else {
        found.decline("variables and profile", "ignored, because of " + std::string(ignored_by));
    }
    value.reset();
    if (!found.has_value()) return add(found.defaulted_to(""));
    const auto parsed = parse_endpoint_url(found.text());
    auto row = found.shown_as(shown_url(found.text()));
    if (!parsed.problem.empty()) row.problem = row.source + ": " + parsed.problem;
    value = found.text();
    add(std::move(row));
}

}
