#include <ecr/detail/aws_files.hpp>
#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/settings.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>
#include <support/data_file.hpp>
#include <support/settings_world.hpp>
#include <utility>
#include <vector>

namespace {

using test::settings_world;
using test::view;
using facts = std::map<std::string, std::string, std::less<>>;

std::string variable(const settings_world& world, std::string_view name) {
    const auto found = world.set.find(name);
    return found == world.set.end() ? std::string() : found->second;
}

bool has(const settings_world& world, std::string_view name) {
    return world.set.find(name) != world.set.end();
}

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != text.npos;
}

bool mentions(const settings_world& world, std::string_view text) {
    return contains(world.config, text) || contains(world.credentials, text);
}

settings_world world_of(const boost::json::value& sample) {
    settings_world world;
    for (const auto& [name, value] : sample.at("variables").as_object()) world.set[name] = view(value);
    world.set["AWS_EC2_METADATA_DISABLED"] = "true";
    world.config = view(sample.at("config"));
    world.credentials = view(sample.at("credentials"));
    return world;
}

/// The static keys that are in reach: those of the variables, or else of the profile.
std::string keys_of(const settings_world& world, const ecr::settings& found) {
    if (has(world, "AWS_ACCESS_KEY_ID"))
        return variable(world, "AWS_ACCESS_KEY_ID") + " " + variable(world, "AWS_SECRET_ACCESS_KEY") + " " +
               variable(world, "AWS_SESSION_TOKEN");
    const auto profile = found.files->profiles.find(found.profile);
    if (profile == found.files->profiles.end()) return "";
    std::string all;
    const char* separator = "";
    for (const auto* name : {"aws_access_key_id", "aws_secret_access_key", "aws_session_token"}) {
        const auto* key = profile->second.find(name);
        all += separator + (key == nullptr ? std::string() : std::string(key->text.reveal()));
        separator = " ";
    }
    return all == "  " ? "" : all;
}

std::string sts_of(const ecr::settings& found, const ecr::endpoint& ecr) {
    if (found.sts_endpoint_url) return *found.sts_endpoint_url;
    const ecr::detail::endpoint_variant variant{
        .fips = found.config.use_fips || ecr::detail::without_fips_text(found.config.region).asks_for_fips,
        .dual_stack = found.config.use_dual_stack};
    return "https://" + credential_service_host(ecr::detail::partition_of(ecr.signing_region), "sts",
                                                ecr.signing_region, variant)
                            .value;
}

facts ours(const settings_world& world) {
    const auto found = world.resolve();
    if (!found.problems.empty()) return {{"error", "yes"}};
    const auto& config = found.config;
    const auto where =
        ecr::resolve_endpoint({config.region, config.use_fips, config.use_dual_stack, config.endpoint_url});
    return {{"region", where.value.signing_region},
            {"endpoint", to_string(where.value)},
            {"sts", sts_of(found, where.value)},
            {"retry_mode", found.explanation.find("retry_mode")->value},
            {"max_attempts", std::to_string(config.retry.max_attempts)},
            {"ca_file", config.tls.ca_file},
            {"app_id", config.app_id},
            {"keys", keys_of(world, found)}};
}

facts theirs(const boost::json::value& sample) {
    facts all;
    for (const auto& [name, value] : sample.at("expected").as_object()) {
        auto& text = all[name];
        if (value.is_int64()) text = std::to_string(value.as_int64());
        if (value.is_string()) text = view(value);
        if (!value.is_array() || value.as_array().empty()) continue;
        const auto& keys = value.as_array();
        text =
            std::string(view(keys[0])) + " " + std::string(view(keys[1])) + " " + std::string(view(keys[2]));
    }
    if (all.contains("error")) return {{"error", "yes"}};
    return all;
}

/// Settings of a client of which nothing but the region is known.
facts plain(const std::string& region) {
    return {{"region", region},
            {"endpoint", "https://api.ecr." + region + ".amazonaws.com"},
            {"sts", "https://sts." + region + ".amazonaws.com"},
            {"retry_mode", "standard"},
            {"max_attempts", "3"},
            {"ca_file", ""},
            {"app_id", ""},
            {"keys", ""}};
}

facts with(facts all, std::string_view name, std::string value) {
    all.find(name)->second = std::move(value);
    return all;
}

const facts refused{{"error", "yes"}};

bool names_a_mode(const settings_world& world) {
    const bool replaced = mentions(world, "[profile default]");
    return has(world, "AWS_RETRY_MODE") || (mentions(world, "retry_mode =") && !replaced);
}

bool names_attempts(const settings_world& world) {
    return has(world, "AWS_MAX_ATTEMPTS") || mentions(world, "max_attempts =");
}

bool mode_is(const settings_world& world, const std::string& mode) {
    return variable(world, "AWS_RETRY_MODE") == mode || mentions(world, "retry_mode = " + mode + "\n");
}

bool mentions_any(const settings_world& world, std::initializer_list<std::string_view> texts) {
    return std::any_of(texts.begin(), texts.end(), [&](auto text) { return mentions(world, text); });
}

/// Where this library differs from botocore, and what it makes of it instead. Decisions apply one after the
/// other.
struct decision {
    std::string_view why;
    std::function<bool(const settings_world&)> applies;
    std::function<facts(const settings_world&, facts)> instead;
    int used = 0;
};

facts change_retries(const settings_world& world, facts from, const std::string& mode) {
    if (from.contains("error")) return from;
    if (!names_attempts(world)) from = with(std::move(from), "max_attempts", "3");
    return with(std::move(from), "retry_mode", mode);
}

std::vector<decision> decisions() {
    using world = settings_world;
    return {
        {"mode standard is the default, with its three attempts",
         [](const world& w) { return !names_a_mode(w); },
         [](const world& w, facts from) { return change_retries(w, std::move(from), "standard"); }},
        {"mode legacy is read as the nearest that there is",
         [](const world& w) { return mode_is(w, "legacy"); },
         [](const world& w, facts from) { return change_retries(w, std::move(from), "standard-2016"); }},
        {"modes are known in any case",
         [](const world& w) {
             return mode_is(w, "Standard") &&
                    variable(w, "AWS_MAX_ATTEMPTS").find_first_not_of("17") == std::string::npos;
         },
         [](const world& w, facts) {
             const auto most = variable(w, "AWS_MAX_ATTEMPTS");
             return with(plain("eu-west-1"), "max_attempts", most.empty() ? "3" : most);
         }},
        {"AWS_REGION is read, and goes first", [](const world& w) { return has(w, "AWS_REGION"); },
         [](const world& w, facts) { return plain(variable(w, "AWS_REGION")); }},
        {"a blank region variable is not set",
         [](const world& w) {
             return !has(w, "AWS_REGION") && w.set.contains("AWS_DEFAULT_REGION") &&
                    variable(w, "AWS_DEFAULT_REGION").empty();
         },
         [](const world& w, facts) {
             const bool dev = has(w, "AWS_PROFILE");
             if (mentions(w, "eu-north-1")) return plain(dev ? "eu-central-2" : "eu-north-1");
             return mentions(w, "eu-west-3") ? plain(dev ? "eu-south-1" : "eu-west-3") : refused;
         }},
        {"a blank profile variable is not set, and the default profile need not be there",
         [](const world& w) {
             return w.set.contains("AWS_PROFILE") &&
                    (variable(w, "AWS_PROFILE").empty() || variable(w, "AWS_PROFILE") == "default");
         },
         [](const world&, facts) { return plain("eu-west-1"); }},
        {"AWS_PROFILE goes before AWS_DEFAULT_PROFILE",
         [](const world& w) { return has(w, "AWS_PROFILE") && has(w, "AWS_DEFAULT_PROFILE"); },
         [](const world&, facts) { return plain("eu-west-2"); }},
        {"a switch is true or false, and nothing else",
         [](const world& w) {
             return variable(w, "AWS_USE_FIPS_ENDPOINT") == "0" ||
                    variable(w, "AWS_USE_FIPS_ENDPOINT") == "yes";
         },
         [](const world&, facts) { return refused; }},
        {"FIPS and dual stack are not dropped for a custom URL",
         [](const world& w) {
             return has(w, "AWS_ENDPOINT_URL_ECR") &&
                    (has(w, "AWS_USE_FIPS_ENDPOINT") || has(w, "AWS_USE_DUALSTACK_ENDPOINT"));
         },
         [](const world&, facts) { return refused; }},
        {"a services section need not name every service",
         [](const world& w) { return mentions(w, "[services empty]"); },
         [](const world&, facts) {
             return with(with(plain("eu-west-1"), "endpoint", "http://profile:3"), "sts", "http://profile:3");
         }},
        {"a comment in a line ends its value",
         [](const world& w) {
             return mentions_any(w, {"eu-west-1 # ", "eu-west-1 ; "});
         },
         [](const world&, facts) { return plain("eu-west-1"); }},
        {"a comment in a line ends a key as well", [](const world& w) { return mentions(w, "A # not"); },
         [](const world&, facts from) { return with(std::move(from), "keys", "A b#c "); }},
        {"a byte order mark is skipped", [](const world& w) { return mentions(w, "\xef\xbb\xbf"); },
         [](const world&, facts) { return plain("eu-west-1"); }},
        {"the last of two keys or sections wins",
         [](const world& w) {
             return mentions_any(w, {"eu-west-1\nregion = eu-west-2", "eu-west-1\n[default]"}) &&
                    !mentions(w, "[profile default]");
         },
         [](const world&, facts) { return plain("eu-west-2"); }},
        {"sections of one name are one",
         [](const world& w) { return mentions(w, "[profile dev]\n[profile dev]"); },
         [](const world&, facts) { return plain("eu-west-1"); }},
        {"[profile default] goes before [default] wherever it stands",
         [](const world& w) { return w.config.starts_with("[profile default]") && mentions(w, "[default]"); },
         [](const world&, facts) { return plain("eu-west-2"); }},
        {"blanks around a section's name are no part of it",
         [](const world& w) {
             return mentions_any(w, {"[ default ]", "[ dev]"});
         },
         [](const world&, facts) { return plain("eu-west-1"); }},
        {"a line that begins with a blank continues the one before",
         [](const world& w) { return mentions(w, "[default]\n\tregion"); },
         [](const world&, facts) { return refused; }},
        {"a colon is no equals sign", [](const world& w) { return mentions(w, "region :"); },
         [](const world&, facts) { return refused; }},
        {"names are not quoted",
         [](const world& w) {
             return mentions_any(w, {"[profile \"", "[profile '"});
         },
         [](const world&, facts) { return refused; }},
    };
}

std::string text_of(const facts& all) {
    std::string text;
    for (const auto& [name, value] : all) text += name + "=" + value + " ";
    return text;
}

}

BOOST_AUTO_TEST_SUITE(settings)

BOOST_AUTO_TEST_CASE(they_are_those_of_botocore_but_for_the_decisions) {
    const auto file = test::json_file("settings.json");
    auto decided = decisions();
    std::size_t same = 0;

    for (const auto& sample : file.at("samples").as_array()) {
        const auto world = world_of(sample);
        auto expected = theirs(sample);
        bool changed = false;
        for (auto& each : decided) {
            if (!each.applies(world)) continue;
            auto instead = each.instead(world, expected);
            if (instead == expected) continue;
            ++each.used;
            // The default retry mode differs nearly everywhere, and should hide nothing.
            changed = changed || &each != &decided.front();
            expected = std::move(instead);
        }
        if (!changed) ++same;

        BOOST_TEST_CONTEXT(view(sample.at("name")) << ": " << sample.at("variables") << sample.at("config")
                                                   << sample.at("credentials"))
        BOOST_TEST(text_of(ours(world)) == text_of(expected));
    }

    for (const auto& each : decided) BOOST_TEST_CONTEXT(each.why) BOOST_TEST(each.used > 0);
    BOOST_TEST_MESSAGE(same << " samples are the same");
    BOOST_TEST(same >= 250u);
}

BOOST_AUTO_TEST_SUITE_END()
