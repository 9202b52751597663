#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/call_settings.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/home_path.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/user_agent.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL std::string_view mode_text(ecr::retry_mode mode) noexcept {
    return enum_names_of<ecr::retry_mode>.text(static_cast<std::size_t>(mode));
}

[[nodiscard]] ECR_DECL std::optional<ecr::retry_mode> read_mode(std::string_view word, bool new_retries) {
    const auto standard = new_retries ? ecr::retry_mode::standard : ecr::retry_mode::standard_2016;
    if (word == "standard") return standard;
    if (word == "adaptive") return ecr::retry_mode::adaptive;
    if (word == "legacy") return ecr::retry_mode::standard_2016;
    return std::nullopt;
}

// Code names one of this library's modes, anything else one of the three that all SDKs know.
ECR_DECL void resolve_retry_mode(settings_reader& reader, settings& into,
                                 std::optional<ecr::retry_mode> given) {
    auto& mode = into.config.retry.mode;
    const bool new_retries = reader.flag(rules::new_retries, std::nullopt, "true").value_or(true);
    if (!given && mode != ecr::retry_settings().mode) given = mode;
    auto found = reader.search(rules::retry_mode.name);
    found.code(given ? std::optional<std::string>(mode_text(*given)) : std::nullopt);
    found.configured(rules::retry_mode);
    const auto word = found.has_value() ? lower_case(found.text()) : std::string("standard");
    const auto read = given ? given : read_mode(word, new_retries);
    if (!read)
        return reader.add(found.refused(quoted(found.text()), "write standard or adaptive, or remove it"));
    mode = *read;
    if (!given && word == "legacy") {
        into.explanation.warnings.push_back(found.source() + ": mode legacy is read as " +
                                            std::string(mode_text(mode)));
    }
    reader.add(found.has_value() ? found.shown_as(mode_text(mode)) : found.defaulted_to(mode_text(mode)));
}

ECR_DECL void resolve_clock(settings_reader& reader, settings& into, std::optional<bool> given) {
    auto& corrects = into.config.retry.correct_clock_skew;
    if (!given && !corrects) given = false;
    const auto disabled = given ? std::optional(!*given) : std::nullopt;
    corrects = !reader.flag(rules::clock_uncorrected, disabled).value_or(false);
}

ECR_DECL void resolve_retries(settings_reader& reader, settings& into, const load_options& options) {
    resolve_retry_mode(reader, into, options.retry_mode);
    auto& attempts = into.config.retry.max_attempts;
    auto given = options.max_attempts;
    const auto by_default = ecr::retry_settings().max_attempts;
    if (!given && attempts != by_default) given = attempts;
    if (given) given = std::max(*given, 1);
    const auto read = reader.count(rules::max_attempts, given, std::to_string(by_default));
    if (read) attempts = *read;
    resolve_clock(reader, into, options.correct_clock_skew);
}

// In a region of AWS, its own variables tell which; elsewhere only the metadata service knows.
[[nodiscard]] ECR_DECL std::string automatic_mode(settings_reader& reader, settings& into,
                                                  const settings_input& input) {
    auto environment = reader.search("");
    environment.configured(rules::execution_environment);
    auto here = reader.search("");
    if (environment.has_value()) here.variable("AWS_REGION").variable("AWS_DEFAULT_REGION");
    std::string region(here.text());
    if (region.empty() && input.instance) region = input.instance->region;
    if (region.empty()) {
        into.wants_instance_region |= !input.instance && !into.instance_metadata.disabled;
        return "standard";
    }
    return region == into.config.region ? "in-region" : "cross-region";
}

// What code changed stays as it is.
ECR_DECL void shorten(std::optional<timeout_settings::duration>& limit,
                      std::optional<timeout_settings::duration> by_default, std::string_view mode) {
    if (limit != by_default || mode == "legacy") return;
    limit = std::chrono::milliseconds(mode == "in-region" ? 1100 : mode == "mobile" ? 30000 : 3100);
}

ECR_DECL void resolve_defaults_mode(settings_reader& reader, settings& into, const settings_input& input) {
    auto found = reader.search(rules::defaults_mode.name);
    found.configured(rules::defaults_mode);
    if (!found.has_value()) return reader.add(found.defaulted_to("standard"));
    auto mode = lower_case(found.text());
    auto row = found.shown_as(mode);
    if (mode == "auto") {
        mode = automatic_mode(reader, into, input);
        row.value += " (" + mode + ")";
    }
    for (const std::string_view known : {"legacy", "standard", "in-region", "cross-region", "mobile"}) {
        if (mode != known) continue;
        const timeout_settings defaults;
        shorten(into.config.timeout.connect, defaults.connect, mode);
        shorten(into.config.timeout.tls, defaults.tls, mode);
        return reader.add(std::move(row));
    }
    reader.add(found.refused(quoted(found.text()), "write standard, in-region, cross-region, mobile, auto or "
                                                   "legacy, or remove it"));
}

ECR_DECL void resolve_proxy(settings_reader& reader, const setting_rule& rule, secret& value, bool exposed) {
    auto found = reader.search(rule.name);
    if (value.empty()) {
        found.code(std::nullopt);
    } else {
        found.code(std::string(value.reveal()));
    }
    for (const auto name : rule.variables) {
        if (exposed && name == "HTTP_PROXY") {
            found.decline(name, "not trusted, as REQUEST_METHOD is set and anyone may send a Proxy header");
        } else {
            found.variable(name);
        }
    }
    value = secret(found.text());
    reader.add(found.has_value() ? found.shown_as(shown_url(found.text())) : found.defaulted_to(""));
}

ECR_DECL void resolve_connections(settings_reader& reader, settings& into, const settings_input& input) {
    auto& config = into.config;
    auto ca = reader.search(rules::ca_file.name);
    ca.code(reader.given(config.tls.ca_file.empty() ? config.tls.ca_directory : config.tls.ca_file));
    ca.configured(rules::ca_file);
    if (ca.has_value() && ca.source() != "code") config.tls.ca_file = with_home(input.home, ca.text());
    reader.add(ca.has_value() ? ca.shown_as(shown_text(ca.text())) : ca.defaulted_to("the system's"));

    const bool exposed = input.variable("REQUEST_METHOD").has_value();
    resolve_proxy(reader, rules::https_proxy, config.proxy.https_proxy, false);
    resolve_proxy(reader, rules::http_proxy, config.proxy.http_proxy, exposed);
    reader.text(rules::no_proxy, config.proxy.no_proxy);
}

ECR_DECL void resolve_identity(settings_reader& reader, settings& into) {
    auto& config = into.config;
    reader.text(rules::app_id, config.app_id);
    reader.text(rules::execution_environment, config.execution_environment);
    reader.text(rules::lambda, config.lambda_function_name);
    reader.text(rules::trace_id, config.trace_id);
    const auto notice = make_user_agent({.app_id = config.app_id}).notice;
    if (!notice.empty()) into.explanation.warnings.push_back(notice);
}

}
