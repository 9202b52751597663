#include <ecr/credentials/chain.hpp>
#include <ecr/credentials/not_configured.hpp>
#include <ecr/load_config.hpp>
#include <ecr/memory_environment.hpp>
#include <ecr/system_process_runner.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <support/coroutine_test.hpp>
#include <support/data_file.hpp>
#include <support/noting_transport.hpp>
#include <support/scripted_transport.hpp>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;
using test::view;

/// Knows the names in the samples.
class sample_resolver final : public ecr::resolver {
public:
    asio::awaitable<ecr::resolve_result> resolve(std::string name, std::uint16_t port) override {
        ecr::resolve_result result;
        const auto* const address = name == "localhost" ? "127.0.0.1" : "203.0.113.1";
        result.addresses.emplace_back(asio::ip::make_address(address), port);
        co_return result;
    }
};

struct sample {
    explicit sample(const boost::json::value& from)
        : name(view(from.at("name")))
        , profile(view(from.at("profile"))) {
        for (const auto& [key, value] : from.at("variables").as_object())
            variables[key] = at_home(std::string(view(value)));
        for (const auto& [path, text] : from.at("files").as_object())
            files[at_home(path)] = at_home(std::string(view(text)));
        expected = told(from.at("expected"));
    }

    static std::string at_home(std::string text) {
        if (text.starts_with("~")) text.replace(0, 1, "/home/me");
        for (auto at = text.find("{home}"); at != text.npos; at = text.find("{home}"))
            text.replace(at, 6, "/home/me");
        return text;
    }

    /// What botocore came to, in one text: provider, keys and requests.
    static std::string told(const boost::json::value& from) {
        const auto& all = from.as_object();
        if (all.contains("error")) return "error";
        std::string text(view(all.at("provider")));
        if (text == "none") return text;
        for (const auto& key : all.at("keys").as_array()) text.append(" ").append(view(key));
        for (const auto& line : all.at("requests").as_array()) text.append("; ").append(view(line));
        return text;
    }

    std::string name{};
    std::string profile{};
    std::map<std::string, std::string, std::less<>> variables{};
    std::map<std::string, std::string, std::less<>> files{};
    std::string expected{};
};

/// What this library comes to, in the same words.
struct outcome {
    explicit outcome(const sample& from) {
        asio::io_context loop;
        test::run_coroutine(loop, [&]() -> asio::awaitable<void> {
            auto finding = find(from, loop.get_executor());
            co_await std::move(finding);
        });
    }

    asio::awaitable<void> find(const sample& from, asio::any_io_executor executor) {
        const auto world = std::make_shared<ecr::memory_environment>(std::make_shared<test::scripted_time>());
        world->set_variable("HOME", "/home/me");
        for (const auto& [name, value] : from.variables) world->set_variable(name, value);
        for (const auto& [path, content] : from.files) world->set_file(path, content);
        ecr::load_options options;
        if (!from.profile.empty()) options.profile = from.profile;
        auto loading = ecr::load_settings(world, options);
        const auto found = co_await std::move(loading);
        if (!found.problems.empty()) co_return fail(found.problems.front());
        auto context = ecr::make_provider_context(std::move(executor), found, world);
        const auto service = std::make_shared<test::noting_transport>();
        context.transport = service;
        context.resolver = std::make_shared<sample_resolver>();
        const auto provider = ecr::default_credentials(context, found);
        try {
            auto asking = provider->get();
            const auto keys = co_await std::move(asking);
            text = told(*keys, service->lines);
        } catch (const ecr::not_configured&) {
            text = "none";
        } catch (const ecr::exception& thrown) {
            fail(thrown.what());
        }
    }

    void fail(std::string_view why) {
        text = "error";
        problem = why;
    }

    static std::string told(const ecr::credentials& keys, const std::vector<std::string>& lines) {
        auto text = keys.provider_name + " " + keys.access_key_id;
        text.append(" ").append(keys.secret_access_key.reveal());
        text.append(" ").append(keys.session_token.reveal());
        text.append(" ").append(keys.account_id.value_or(""));
        for (const auto& line : lines) text.append("; ").append(line);
        return text;
    }

    std::string text{};
    std::string problem{};
};

/// The names that we have for the providers of botocore.
std::string in_our_names(std::string text) {
    static constexpr std::pair<std::string_view, std::string_view> names[] = {
        {"env ", "Environment "},
        {"shared-credentials-file ", "Profile "},
        {"config-file ", "Profile "},
        {"assume-role ", "AssumeRole "},
        {"assume-role-with-web-identity ", "WebIdentityToken "},
        {"sso ", "SSO "},
        {"login ", "Login "},
        {"custom-process ", "Process "},
        {"container-role ", "EcsContainer "},
        {"iam-role ", "Ec2InstanceMetadata "},
    };
    for (const auto& [theirs, ours] : names) {
        if (text.starts_with(theirs)) return text.replace(0, theirs.size(), ours);
    }
    return text;
}

std::string variable(const sample& of, std::string_view name) {
    const auto found = of.variables.find(name);
    return found == of.variables.end() ? std::string() : found->second;
}

std::string file(const sample& of, std::string_view path) {
    const auto found = of.files.find(path);
    return found == of.files.end() ? std::string() : found->second;
}

bool mentions(const sample& of, std::string_view text) {
    return std::ranges::any_of(of.files,
                               [&](const auto& each) { return each.second.find(text) != std::string::npos; });
}

/// The keys of the only profile there is, where each may stand in either file.
std::string merged(const sample& of) {
    const auto config = file(of, "/home/me/.aws/config");
    const auto shared = file(of, "/home/me/.aws/credentials");
    const auto in = [](const std::string& text, const std::string& key) {
        return test::between(text, key + " = ", "\n");
    };
    const auto either = [&](const std::string& key) {
        return in(shared, key).empty() ? in(config, key) : in(shared, key);
    };
    const auto id = either("aws_access_key_id");
    const auto secret = either("aws_secret_access_key");
    const auto& beside = in(shared, "aws_secret_access_key").empty() ? config : shared;
    if (id.empty() && secret.empty()) return "none";
    if (id.empty() || secret.empty()) return "error";
    return "Profile " + id + " " + secret + " " + in(beside, "aws_session_token") + " ";
}

std::string exchanged(std::string text, std::string_view from, std::string_view to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// Where this library differs from botocore, and what it makes of it instead.
struct decision {
    std::string_view why;
    std::function<bool(const sample&)> applies;
    std::function<std::string(const sample&, const std::string&)> instead;
    int used = 0;
};

std::vector<decision> decisions() {
    const auto is = [](std::string text) {
        return [text](const sample&, const std::string&) { return text; };
    };
    return {
        {"a secret key without its id is half a configuration in variables",
         [](const sample& s) {
             return variable(s, "AWS_ACCESS_KEY_ID").empty() && !variable(s, "AWS_SECRET_ACCESS_KEY").empty();
         },
         is("error")},
        {"AWS_SESSION_TOKEN goes before AWS_SECURITY_TOKEN",
         [](const sample& s) {
             return !variable(s, "AWS_SECURITY_TOKEN").empty() && !variable(s, "AWS_SESSION_TOKEN").empty();
         },
         [](const sample&, const std::string& theirs) { return exchanged(theirs, " old ", " new "); }},
        {"a profile is what both files say of it, a token stays beside its key, and half of a pair is an "
         "error",
         [](const sample& s) {
             return s.name.starts_with("profile ") && !s.name.starts_with("profile with");
         },
         [](const sample& s, const std::string& theirs) {
             return mentions(s, "aws_") && variable(s, "AWS_PROFILE") != "absent" ? merged(s) : theirs;
         }},
        {"a blank role is none", [](const sample& s) { return mentions(s, "role_arn = \n"); },
         is("Profile AKIDOWN secret+own  ")},
        {"a duration has to be a number",
         [](const sample& s) { return mentions(s, "duration_seconds = many"); }, is("error")},
        {"the profile goes before the web identity of variables",
         [](const sample& s) {
             return !variable(s, "AWS_WEB_IDENTITY_TOKEN_FILE").empty() && mentions(s, "[default]");
         },
         [](const sample& s, const std::string& theirs) {
             if (mentions(s, "AKIDSHARED")) return std::string("Profile AKIDSHARED secret+shared  ");
             if (!mentions(s, "role/profile")) return theirs;
             return exchanged(exchanged(theirs, "ASIAWEB", "ASIAPROFILE"), "role/web", "role/profile");
         }},
        {"a token is not blank", [](const sample& s) { return mentions(s, "\"accessToken\": \"\""); },
         is("error")},
        {"login_session goes before keys",
         [](const sample& s) { return mentions(s, "login_session") && mentions(s, "AKIDSHARED"); },
         is("Login AKIDLOGIN secret+login token/login== 123456789012")},
        {"credential_process goes before keys",
         [](const sample& s) {
             return mentions(s, "credential_process") && mentions(s, "AKIDSHARED") && !mentions(s, "sso");
         },
         is("Process AKIDPROCESS secret+process  ")},
        {"one line end behind a token is no part of it",
         [](const sample& s) { return file(s, "/home/me/token") == "from-file\n"; },
         is("EcsContainer ASIAAGENT secret token ; container http://127.0.0.1:51679/creds from-file")},
    };
}

}

BOOST_AUTO_TEST_SUITE(credentials)

BOOST_AUTO_TEST_CASE(they_are_those_of_botocore_but_for_the_decisions) {
    const auto samples = test::json_file("credentials.json");
    auto decided = decisions();
    std::size_t same = 0;

    for (const auto& each : samples.at("samples").as_array()) {
        const sample now(each);
        const auto theirs = in_our_names(now.expected);
        auto expected = theirs;
        for (auto& decision : decided) {
            if (!decision.applies(now)) continue;
            auto instead = decision.instead(now, expected);
            if (instead == expected) continue;
            ++decision.used;
            expected = std::move(instead);
        }
        if (expected == theirs) ++same;

        const outcome ours(now);

        BOOST_TEST_CONTEXT(now.name << ": " << each.at("variables") << each.at("files"))
        BOOST_TEST(ours.text == expected, ours.text << " (" << ours.problem << ")\n  != " << expected);
    }

    for (const auto& each : decided) BOOST_TEST_CONTEXT(each.why) BOOST_TEST(each.used > 0);
    BOOST_TEST_MESSAGE(same << " samples are the same");
    BOOST_TEST(same >= 200u);
}

BOOST_AUTO_TEST_SUITE_END()
