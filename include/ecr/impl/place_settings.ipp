#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/place_settings.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/endpoint.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void resolve_instance_metadata(settings_reader& reader, settings& into) {
    auto& imds = into.instance_metadata;
    imds.disabled = reader.flag(rules::imds_disabled, std::nullopt).value_or(false);
    imds.allow_v1 = !reader.flag(rules::imds_v1_disabled, std::nullopt, "true").value_or(true);

    auto mode = reader.search(rules::imds_mode.name);
    mode.configured(rules::imds_mode);
    const auto version = lower_case(mode.text());
    if (version == "ipv6") imds.endpoint = "http://[fd00:ec2::254]";
    if (!mode.has_value()) {
        reader.add(mode.defaulted_to("IPv4"));
    } else if (version == "ipv4" || version == "ipv6") {
        reader.add(mode.shown_as(version == "ipv6" ? "IPv6" : "IPv4"));
    } else {
        reader.add(mode.refused(quoted(mode.text()), "write IPv4 or IPv6, or remove it"));
    }

    auto endpoint = reader.search(rules::imds_endpoint.name);
    endpoint.configured(rules::imds_endpoint);
    if (endpoint.has_value()) {
        const auto parsed = parse_endpoint_url(endpoint.text());
        auto row = endpoint.shown_as(shown_url(endpoint.text()));
        if (!parsed.problem.empty()) row.problem = row.source + ": " + parsed.problem;
        imds.endpoint = endpoint.text();
        reader.add(std::move(row));
    } else {
        reader.add(endpoint.defaulted_to(imds.endpoint));
    }
    const auto seconds = reader.count(rules::imds_timeout, std::nullopt, "");
    if (seconds) imds.timeout = std::chrono::seconds(*seconds);
    imds.attempts = reader.count(rules::imds_attempts, std::nullopt, "");
}

[[nodiscard]] ECR_DECL std::string missing_region(const explained_setting& row) {
    std::string text = "region is not set: set client_config::region, AWS_REGION or the profile's region";
    const char* separator = "; looked at ";
    for (const auto& each : row.declined) {
        text += separator + each;
        separator = ", ";
    }
    return text;
}

// What the metadata service says, or why it does not come into it.
ECR_DECL void ask_instance(explained_setting& row, settings& into, const settings_input& input,
                           const load_options& options) {
    constexpr std::string_view source = "instance metadata";
    if (input.instance && !input.instance->region.empty()) {
        into.config.region = input.instance->region;
        row.value = shown_text(into.config.region);
        row.source = source;
        return;
    }
    std::string reason = "not asked";
    if (input.instance) {
        reason = input.instance->problem.empty() ? "tells no region" : shown_text(input.instance->problem);
    } else if (into.instance_metadata.disabled) {
        reason = "disabled by " + into.explanation.find(rules::imds_disabled.name)->source;
    } else if (options.instance_region) {
        into.wants_instance_region = true;
    }
    row.declined.push_back(std::string(source) + ": " + reason);
    row.source = "nowhere";
    row.problem = missing_region(row);
}

ECR_DECL void resolve_region(settings_reader& reader, settings& into, const settings_input& input,
                             const load_options& options) {
    auto& region = into.config.region;
    auto found = reader.search(rules::region.name);
    found.code(reader.given(region)).configured(rules::region);
    region = found.text();
    auto row = found.shown_as(shown_text(region));
    if (!found.has_value()) ask_instance(row, into, input, options);
    if (!region.empty()) {
        const auto problem = region_problem(without_fips_text(region).name);
        if (!problem.empty()) row.problem = row.source + ": " + problem;
    }
    reader.add(std::move(row));
}

ECR_DECL void resolve_endpoints(settings_reader& reader, settings& into, const load_options& options) {
    const auto said = [](std::optional<bool> option, bool configured) {
        return option || !configured ? option : std::optional(true);
    };
    auto& config = into.config;
    config.use_fips = reader.flag(rules::fips, said(options.use_fips, config.use_fips)).value_or(false);
    config.use_dual_stack =
        reader.flag(rules::dual_stack, said(options.use_dual_stack, config.use_dual_stack)).value_or(false);

    const bool ignored = reader.flag(rules::ignore_urls, std::nullopt).value_or(false);
    const auto by = ignored ? into.explanation.settings.back().source : std::string();
    reader.url(rules::ecr_url, config.endpoint_url, by);
    reader.url(rules::sts_url, into.sts_endpoint_url, by);
    reader.url(rules::sso_url, into.sso_endpoint_url, by);
    reader.url(rules::oidc_url, into.sso_oidc_endpoint_url, by);
    reader.url(rules::signin_url, into.signin_endpoint_url, by);
    if (config.region.empty() || !into.problems.empty()) return;

    const auto where =
        resolve_endpoint({config.region, config.use_fips, config.use_dual_stack, config.endpoint_url});
    explained_setting row{
        .name = "endpoint", .value = to_string(where.value), .source = "the settings above"};
    if (!where.problem.empty()) {
        row.value.clear();
        row.problem = where.problem;
        for (const auto name : {rules::fips.name, rules::dual_stack.name, rules::ecr_url.name}) {
            const auto* part = into.explanation.find(name);
            if (part->source != "default") row.problem += "; " + part->name + " is from " + part->source;
        }
    }
    if (!where.notice.empty()) into.explanation.warnings.push_back(where.notice);
    reader.add(std::move(row));
}

}
