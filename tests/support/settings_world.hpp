#pragma once

#include <ecr/resolve_settings.hpp>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace test {

using variables = std::map<std::string, std::string, std::less<>>;

/// Variables and the texts of the two files, below the home folder `/home/me`.
struct settings_world {
    variables set{};
    std::string config{};
    std::string credentials{};
    ecr::load_options options{};
    std::optional<ecr::settings_input::instance_answer> instance{};

    [[nodiscard]] ecr::settings_input input() const {
        ecr::settings_input made;
        made.variable = [all = set](std::string_view name) {
            const auto found = all.find(name);
            return found == all.end() ? std::nullopt : std::optional(found->second);
        };
        made.home = "/home/me";
        ecr::find_shared_files(made, options);
        made.config_file.text = config;
        made.credentials_file.text = credentials;
        made.instance = instance;
        return made;
    }

    [[nodiscard]] ecr::settings resolve() const { return ecr::resolve_settings(input(), options); }
};

}
