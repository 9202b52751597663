#pragma once

#include <ecr/detail/profile_plan.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/user_agent.hpp>

#include <algorithm>
#include <charconv>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

class profile_planner {
public:
    explicit profile_planner(const aws_files& files)
        : files_(files) {}

    profile_plan_result plan(std::string_view name, bool required) {
        follow(std::string(name), required);
        std::ranges::reverse(result_.value.roles);
        if (!result_.problem.empty()) result_.value = {};
        return std::move(result_);
    }

private:
    static std::string text(const file_section& section, std::string_view key) {
        const auto* const found = section.find(key);
        return found == nullptr ? std::string() : std::string(found->text.reveal());
    }

    bool fail(const std::string& profile, std::string_view problem) {
        result_.problem = "profile " + quoted(profile);
        const auto found = files_.profiles.find(profile);
        if (found != files_.profiles.end()) result_.problem += " (" + to_string(found->second.place) + ")";
        result_.problem.append(": ").append(problem);
        return false;
    }

    bool decline(const std::string& profile, std::string_view problem) {
        result_.not_configured = true;
        return fail(profile, problem);
    }

    void add_feature(std::string_view id) {
        auto& all = result_.value.features;
        if (!all.empty()) all += ',';
        all += id;
    }

    /// Walks from profile to profile until the keys are found.
    void follow(std::string name, bool required) {
        std::vector<std::string> seen;
        for (;;) {
            const auto found = files_.profiles.find(name);
            if (found == files_.profiles.end()) {
                if (seen.empty() && !required) {
                    decline(name, "it is in neither of the shared files");
                } else {
                    fail(name, seen.empty() ? "there is none of this name in the shared files"
                                            : "source_profile of " + quoted(seen.back()) +
                                                  " names it, and there is none");
                }
                return;
            }
            if (std::ranges::find(seen, name) != seen.end()) {
                fail(name, "its source_profile leads back to it");
                return;
            }
            seen.push_back(name);
            auto next = step(name, found->second, seen.size() == 1);
            if (next.empty()) return;
            name = std::move(next);
        }
    }

    /// Takes what one profile says; the next profile to follow, or empty at the end.
    std::string step(const std::string& name, const file_section& section, bool first) {
        const bool has_keys = !text(section, "aws_access_key_id").empty();
        if (!first && has_keys) {
            take_keys(name, section);
            return {};
        }
        const auto role = text(section, "role_arn");
        const bool has_token = !text(section, "web_identity_token_file").empty();
        if (!role.empty() && !has_token) return take_role(name, section, role);
        take_source(name, section);
        return {};
    }

    std::string take_role(const std::string& name, const file_section& section, const std::string& role) {
        const auto source_profile = text(section, "source_profile");
        const auto credential_source = text(section, "credential_source");
        if (source_profile.empty() == credential_source.empty()) {
            const std::string has = source_profile.empty() ? "neither" : "both";
            fail(name, "role_arn needs either source_profile or credential_source, and has " + has);
            return {};
        }
        planned_role planned;
        if (!read_role(name, section, planned)) return {};
        planned.role_arn = role;
        result_.value.roles.push_back(std::move(planned));
        if (!credential_source.empty()) {
            take_named(name, credential_source);
            return {};
        }
        add_feature(feature::credentials_source_profile);
        if (source_profile != name) return source_profile;
        // A profile may name itself once, for its own keys.
        take_keys(name, section);
        return {};
    }

    bool read_role(const std::string& name, const file_section& section, planned_role& into) {
        into.profile = name;
        into.role_arn = text(section, "role_arn");
        into.role_session_name = text(section, "role_session_name");
        into.external_id = text(section, "external_id");
        into.mfa_serial = text(section, "mfa_serial");
        const auto duration = text(section, "duration_seconds");
        if (duration.empty()) return true;
        int seconds = 0;
        const auto* const end = duration.data() + duration.size();
        const auto [stopped, error] = std::from_chars(duration.data(), end, seconds);
        if (error != std::errc() || stopped != end || seconds < 900 || seconds > 43200) {
            return fail(name, "duration_seconds is not a number from 900 to 43200: " + quoted(duration));
        }
        into.duration = std::chrono::seconds(seconds);
        return true;
    }

    void take_named(const std::string& name, const std::string& source) {
        constexpr std::pair<std::string_view, key_source> known[] = {
            {"Environment", key_source::environment},
            {"EcsContainer", key_source::container},
            {"Ec2InstanceMetadata", key_source::instance_metadata},
        };
        for (const auto& [text, kind] : known) {
            if (source != text) continue;
            result_.value.source = kind;
            result_.value.profile = name;
            add_feature(feature::credentials_named_provider);
            return;
        }
        fail(name,
             "credential_source is not Environment, EcsContainer or Ec2InstanceMetadata: " + quoted(source));
    }

    void take_source(const std::string& name, const file_section& section) {
        result_.value.profile = name;
        result_.value.account_id = text(section, "aws_account_id");
        if (!text(section, "web_identity_token_file").empty()) return take_web_identity(name, section);
        if (!text(section, "sso_account_id").empty() || !text(section, "sso_role_name").empty()) {
            return take_sso(name, section);
        }
        if (const auto session = text(section, "login_session"); !session.empty()) {
            result_.value.source = key_source::login;
            result_.value.login_session = session;
            return add_feature(feature::credentials_profile_login);
        }
        if (const auto command = text(section, "credential_process"); !command.empty()) {
            result_.value.source = key_source::process;
            result_.value.command = command;
            return add_feature(feature::credentials_profile_process);
        }
        take_keys(name, section);
    }

    void take_web_identity(const std::string& name, const file_section& section) {
        result_.value.source = key_source::web_identity;
        result_.value.token_file = text(section, "web_identity_token_file");
        if (!read_role(name, section, result_.value.web_identity)) return;
        if (result_.value.web_identity.role_arn.empty()) {
            fail(name, "web_identity_token_file needs role_arn");
            return;
        }
        add_feature(feature::credentials_profile_web_identity);
    }

    /// The value of a key that may stand in the profile, in its session, or in both alike.
    bool agree(const std::string& name, const file_section& profile, const file_section& session,
               std::string_view key, std::string& into) {
        const auto own = text(profile, key);
        into = text(session, key);
        if (into.empty()) return fail(name, std::string(key) + " is missing in its sso-session");
        if (own.empty() || own == into) return true;
        return fail(name,
                    std::string(key) + " differs from that of its sso-session: remove it from the profile");
    }

    void take_sso(const std::string& name, const file_section& section) {
        auto& sso = result_.value.sso;
        result_.value.source = key_source::sso;
        result_.value.account_id = text(section, "sso_account_id");
        sso.role_name = text(section, "sso_role_name");
        sso.session_name = text(section, "sso_session");
        if (result_.value.account_id.empty() || sso.role_name.empty()) {
            fail(name, "SSO needs both sso_account_id and sso_role_name");
            return;
        }
        if (sso.session_name.empty()) {
            sso.start_url = text(section, "sso_start_url");
            sso.region = text(section, "sso_region");
            if (sso.start_url.empty() || sso.region.empty()) {
                fail(name, "SSO needs either sso_session, or sso_start_url and sso_region");
            }
            return add_feature(feature::credentials_profile_sso_legacy);
        }
        const auto found = files_.sso_sessions.find(sso.session_name);
        if (found == files_.sso_sessions.end()) {
            fail(name, "its sso_session " + quoted(sso.session_name) + " is not in the config file");
            return;
        }
        if (!agree(name, section, found->second, "sso_start_url", sso.start_url)) return;
        if (!agree(name, section, found->second, "sso_region", sso.region)) return;
        add_feature(feature::credentials_profile_sso);
    }

    void take_keys(const std::string& name, const file_section& section) {
        auto& keys = result_.value.keys;
        keys.access_key_id = text(section, "aws_access_key_id");
        keys.secret_access_key = text(section, "aws_secret_access_key");
        keys.session_token = text(section, "aws_session_token");
        keys.provider_name = "Profile";
        const auto account = text(section, "aws_account_id");
        if (!account.empty()) keys.account_id = account;
        result_.value.source = key_source::static_keys;
        result_.value.profile = name;
        add_feature(feature::credentials_profile);
        if (keys.access_key_id.empty() && keys.secret_access_key.empty()) {
            if (result_.value.roles.empty()) {
                decline(name, "it says nothing about credentials");
            } else {
                fail(name, "it is to supply keys for a role, and says nothing about credentials");
            }
        } else if (keys.access_key_id.empty()) {
            fail(name, "aws_secret_access_key is set but aws_access_key_id is not");
        } else if (keys.secret_access_key.empty()) {
            fail(name, "aws_access_key_id is set but aws_secret_access_key is not");
        }
    }

    const aws_files& files_;
    profile_plan_result result_{};
};

ECR_DECL profile_plan_result plan_profile(const aws_files& files, std::string_view name, bool required) {
    return profile_planner(files).plan(name, required);
}

}
