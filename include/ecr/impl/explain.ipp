#pragma once

#include <ecr/credentials_provider.hpp>
#include <ecr/detail/attempt.hpp>
#include <ecr/detail/call_core.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/explain.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/setting_rules.hpp>
#include <ecr/detail/settings_reader.hpp>
#include <ecr/exception.hpp>
#include <ecr/resolve_settings.hpp>

#include <algorithm>
#include <cstddef>
#include <exception>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

// Of a config that nobody loaded: code is the only source, and nothing else was looked at.
[[nodiscard]] ECR_DECL explanation explain_code(const client_config& config) {
    settings_input nothing;
    nothing.variable = [](std::string_view) { return std::nullopt; };
    load_options options;
    options.config = config;
    auto all = resolve_settings(nothing, options).explanation;
    std::erase_if(all.settings, [](const explained_setting& row) {
        return row.name == rules::config_file.name || row.name == rules::credentials_file.name ||
               row.name == rules::profile.name;
    });
    for (auto& row : all.settings) row.declined.clear();
    return all;
}

ECR_DECL void replace_row(explanation& all, explained_setting row) {
    for (auto& each : all.settings) {
        if (each.name != row.name) continue;
        each = std::move(row);
        return;
    }
    all.settings.push_back(std::move(row));
}

ECR_DECL void explain_view(explanation& all, call_core& core, const call_overrides& changed) {
    constexpr std::string_view view = "client::with";
    const auto said = [&](std::string_view name, const std::string& value) {
        replace_row(all, {.name = std::string(name), .value = value, .source = std::string(view)});
    };
    if (changed.region) said(rules::region.name, shown_text(*changed.region));
    if (changed.endpoint_url) said(rules::ecr_url.name, shown_url(*changed.endpoint_url));
    if (changed.max_attempts)
        said(rules::max_attempts.name, std::to_string(std::max(*changed.max_attempts, 1)));

    const auto& where = core.endpoint_for(changed);
    explained_setting row{.name = "endpoint", .source = "the settings above", .problem = where.problem};
    if (where.problem.empty()) row.value = to_string(where.value);
    replace_row(all, std::move(row));
}

// Being cancelled is no answer.
[[nodiscard]] inline std::string why_no_keys(std::exception_ptr thrown) {
    try {
        rethrow_from_provider(std::move(thrown));
    } catch (const exception& failure) {
        if (failure.error().kind() == error_kind::cancelled) throw;
        return redacted(failure.what());
    }
}

// A provider that cannot even tell is asked properly.
[[nodiscard]] inline std::shared_ptr<const credentials> ready_keys(credentials_provider& provider) noexcept {
    try {
        return provider.ready();
    } catch (...) {
        return nullptr;
    }
}

[[nodiscard]] inline std::vector<std::string> shown_reasons(const credentials_provider& provider) {
    constexpr std::size_t longest = 1000;
    std::vector<std::string> all;
    for (const auto& reason : provider.declined())
        append_printable(all.emplace_back(), redacted(reason), longest);
    return all;
}

[[nodiscard]] inline boost::asio::awaitable<explained_setting>
explain_credentials(std::shared_ptr<credentials_provider> provider) {
    explained_setting row{.name = "credentials", .source = "nowhere"};
    if (!provider) {
        row.problem = "no credentials: set client_config::credentials";
        co_return row;
    }
    auto keys = ready_keys(*provider);
    std::exception_ptr thrown;
    try {
        if (!keys) {
            auto asking = provider->get();
            keys = co_await std::move(asking);
        }
    } catch (...) {
        thrown = std::current_exception();
    }
    row.declined = shown_reasons(*provider);
    if (thrown) {
        row.problem = why_no_keys(std::move(thrown));
    } else if (!keys) {
        row.problem = "the credentials provider has no keys";
    } else {
        row.value = to_string(*keys);
        row.source = keys->provider_name.empty() ? "code" : keys->provider_name;
    }
    co_return row;
}

ECR_DECL boost::asio::awaitable<explanation> explain(std::shared_ptr<call_core> core,
                                                     std::shared_ptr<const call_overrides> changed) {
    const auto& config = core->config;
    auto all = config.origin ? *config.origin : explain_code(config);
    explain_view(all, *core, *changed);
    auto asking = explain_credentials(changed->credentials ? changed->credentials : config.credentials);
    auto row = co_await std::move(asking);
    replace_row(all, std::move(row));
    co_return all;
}

}
