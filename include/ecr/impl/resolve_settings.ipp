#pragma once

#include <ecr/detail/aws_files.hpp>
#include <ecr/detail/call_settings.hpp>
#include <ecr/detail/home_path.hpp>
#include <ecr/detail/place_settings.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/settings_reader.hpp>
#include <ecr/resolve_settings.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void find_shared_file(shared_file& file, const setting_rule& rule, std::string_view by_default,
                               const settings_input& input, const std::optional<std::string>& code) {
    const setting_sources sources{.variable = input.variable};
    setting_search search(sources, rule.name);
    search.code(code).configured(rule);
    if (search.has_value()) {
        file.path = with_home(input.home, search.text());
        file.setting = search.shown_as(file.path);
    } else {
        file.path = input.home.empty() ? std::string() : with_home(input.home, by_default);
        file.setting = search.defaulted_to(file.path);
        if (file.path.empty()) file.setting.declined.emplace_back("~/.aws: no home folder, HOME is not set");
    }
}

[[nodiscard]] inline bool is_absent(const shared_file& file) noexcept {
    return file.path.empty() || file.error == boost::system::errc::no_such_file_or_directory ||
           file.error == boost::system::errc::not_a_directory;
}

// A file that nobody asked for may be another user's, as in a container that drops privileges.
ECR_DECL void report_file(const shared_file& file, settings_reader& reader, settings& into) {
    auto row = file.setting;
    std::string path;
    append_printable(path, file.path);
    row.value = path;
    if (is_absent(file)) {
        if (!path.empty()) row.value += " (no such file)";
    } else if (file.error) {
        const auto reason = "cannot read " + path + ": " + file.error.message();
        row.value += " (unreadable)";
        if (row.source == "default") {
            into.explanation.warnings.push_back(reason + "; it is taken for empty");
        } else {
            row.problem = row.source + ": " + reason;
        }
    }
    reader.add(std::move(row));
}

[[nodiscard]] ECR_DECL std::string missing_profile(const settings& into, const settings_input& input,
                                                   const std::string& source) {
    auto text = source + " names profile " + quoted(into.profile) + ", which is neither in " +
                quoted(input.config_file.path) + " nor in " + quoted(input.credentials_file.path) + "; ";
    text += into.files->profiles.empty() ? "they have no profiles" : "profiles there:";
    for (const auto& [name, section] : into.files->profiles) text += " " + name;
    for (const auto& warning : into.explanation.warnings) {
        if (warning.find(into.profile) != std::string::npos) text += "; " + warning;
    }
    return text;
}

ECR_DECL void resolve_profile(settings_reader& reader, settings& into, setting_sources& sources,
                              const settings_input& input, const load_options& options) {
    auto search = reader.search(rules::profile.name);
    search.code(options.profile).configured(rules::profile);
    into.profile = search.has_value() ? search.text() : "default";
    into.profile_from_code = search.has_value() && options.profile;
    auto row =
        search.has_value() ? search.shown_as(shown_text(into.profile)) : search.defaulted_to("default");

    const auto found = into.files->profiles.find(into.profile);
    if (found != into.files->profiles.end()) {
        sources.profile = &found->second;
    } else if (into.profile != "default") {
        row.problem = missing_profile(into, input, row.source);
    }
    sources.profile_name = into.profile;
    reader.add(std::move(row));
}

ECR_DECL void resolve_services(const settings& into, setting_sources& sources, const settings_input& input) {
    const auto* named =
        sources.profile == nullptr ? nullptr : sources.profile->find(rules::services_property);
    if (named == nullptr) return;
    const auto found = into.files->services.find(named->text.reveal());
    if (found != into.files->services.end()) {
        sources.services = &found->second;
        return;
    }
    sources.services_problem = to_string(named->place) + ": services names section " +
                               quoted(named->text.reveal()) + ", which is not in " +
                               quoted(input.config_file.path) + ": add it, or remove the line";
}

ECR_DECL void read_shared_files(settings_reader& reader, settings& into, const settings_input& input) {
    report_file(input.config_file, reader, into);
    report_file(input.credentials_file, reader, into);
    const auto& config = input.config_file;
    const auto& credentials = input.credentials_file;
    auto files = parse_aws_files({.path = config.path, .text = config.text.reveal()},
                                 {.path = credentials.path, .text = credentials.text.reveal()});
    for (const auto& each : files.errors) reader.add_problem(each);
    for (const auto& each : files.warnings) into.explanation.warnings.push_back(each);
    into.files = std::make_shared<const aws_files>(std::move(files));
}

}

namespace ecr::inline ECR_ABI {

ECR_DECL void find_shared_files(settings_input& input, const load_options& options) {
    using namespace detail;
    find_shared_file(input.config_file, rules::config_file, "~/.aws/config", input, options.config_file);
    find_shared_file(input.credentials_file, rules::credentials_file, "~/.aws/credentials", input,
                     options.credentials_file);
}

ECR_DECL settings resolve_settings(const settings_input& input, const load_options& options) {
    settings result;
    result.config = options.config;
    detail::setting_sources sources;
    sources.variable = input.variable;
    detail::settings_reader reader(sources, result);

    detail::read_shared_files(reader, result, input);
    detail::resolve_profile(reader, result, sources, input, options);
    detail::resolve_services(result, sources, input);
    detail::resolve_instance_metadata(reader, result);
    detail::resolve_region(reader, result, input, options);
    detail::resolve_endpoints(reader, result, options);
    detail::resolve_retries(reader, result, options);
    detail::resolve_defaults_mode(reader, result, input);
    detail::resolve_connections(reader, result, input);
    detail::resolve_identity(reader, result);
    return result;
}

}
