#pragma once

#include <ecr/emulator/account_settings.hpp>
#include <ecr/emulator/refuse.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// A setting that the service knows; values that it no longer lets anyone choose are not listed.
struct known_account_setting {
    std::string_view name{};
    std::string_view initial{};
    std::array<std::string_view, 2> choices{};
};

inline constexpr known_account_setting known_account_settings[]{
    {.name = "BASIC_SCAN_TYPE_VERSION", .initial = "AWS_NATIVE", .choices = {"AWS_NATIVE"}},
    {.name = "REGISTRY_POLICY_SCOPE", .initial = "V2", .choices = {"V2"}},
    {.name = "BLOB_MOUNTING", .initial = "DISABLED", .choices = {"ENABLED", "DISABLED"}},
};

ECR_DECL const known_account_setting& known_setting(std::string_view name) {
    for (const auto& each : known_account_settings) {
        if (each.name == name) return each;
    }
    refuse_parameter("name", std::string(name) + " is not an account setting");
}

ECR_DECL get_account_setting_response on_get_account_setting(const handling& on,
                                                             const get_account_setting_request& request) {
    const auto& setting = known_setting(request.name);
    auto seen = on.look_at({});
    for (const auto& each : seen->settings.account) {
        if (each.name == request.name) return {.name = each.name, .value = each.value};
    }
    return {.name = request.name, .value = std::string(setting.initial)};
}

ECR_DECL put_account_setting_response on_put_account_setting(const handling& on,
                                                             const put_account_setting_request& request) {
    const auto& choices = known_setting(request.name).choices;
    if (request.value.empty() || std::ranges::find(choices, request.value) == choices.end())
        refuse_parameter("value", request.value + " is not a value of " + request.name);
    auto& settings = on.registry_of({}).settings.account;
    std::erase_if(settings, [&](const account_setting& each) { return each.name == request.name; });
    settings.push_back({.name = request.name, .value = request.value});
    return {.name = request.name, .value = request.value};
}

ECR_DECL std::span<const route> account_settings_routes() {
    static constexpr route all[]{
        route_of<get_account_setting, on_get_account_setting>(),
        route_of<put_account_setting, on_put_account_setting>(),
    };
    return all;
}

}
