#include <ecr/credentials/chain.hpp>
#include <ecr/credentials/profile.hpp>
#include <ecr/detail/aws_files.hpp>
#include <ecr/detail/provider_failure.hpp>

#include <boost/test/unit_test.hpp>

#include <support/gated_provider.hpp>
#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(credentials_chain)

namespace {

using namespace test;
using providers = std::vector<std::shared_ptr<ecr::credentials_provider>>;

std::shared_ptr<gated_provider> gives(std::string id) {
    return std::make_shared<gated_provider>([id](int) { return some_keys(id); });
}
std::shared_ptr<gated_provider> declines(const std::string& reason) {
    return std::make_shared<gated_provider>(
        [reason](int) -> keys_ptr { ecr::detail::throw_not_configured(reason); });
}
std::shared_ptr<gated_provider> breaks(const std::string& reason) {
    return std::make_shared<gated_provider>(
        [reason](int) -> keys_ptr { ecr::detail::throw_credentials_error(reason); });
}

const std::string keys = "aws_access_key_id = PROFILE\naws_secret_access_key = wJalrXUtnFEMI\n";

struct scene : provider_scene {
    provider_outcome ask() {
        chain = ecr::default_chain(context, settings);
        return get(*chain);
    }
    void files(std::string_view config) {
        settings.files = std::make_shared<const ecr::detail::aws_files>(ecr::detail::parse_aws_files(
            {.path = "/config", .text = config}, {.path = "/credentials", .text = ""}));
    }
    void environment_keys() {
        world->set_variable("AWS_ACCESS_KEY_ID", "VARIABLE");
        world->set_variable("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI");
    }
    void web_identity() {
        world->set_variable("AWS_WEB_IDENTITY_TOKEN_FILE", "/token");
        world->set_variable("AWS_ROLE_ARN", "r");
        world->set_file("/token", "bEaRerToKeN");
    }
    void container() { world->set_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c"); }

    ecr::settings settings{.profile = "default"};
    std::shared_ptr<ecr::credentials_chain> chain{};
};

}

BOOST_AUTO_TEST_CASE(the_first_that_is_configured_is_found_and_then_asked_alone) {
    provider_scene now;
    const auto first = declines("first: no");
    const auto second = gives("SECOND");
    const auto third = gives("THIRD");
    ecr::credentials_chain chain(providers{first, second, third});

    BOOST_TEST(chain.user_agent_features() == "");
    BOOST_TEST(now.get(chain).id() == "SECOND");
    BOOST_TEST(now.get(chain).id() == "SECOND");

    BOOST_TEST(first->asked == 1);
    BOOST_TEST(second->asked == 2);
    BOOST_TEST(third->asked == 0);
    BOOST_TEST(chain.user_agent_features() == "e,Q");
    second->renewable = true;
    BOOST_TEST(chain.expired(*some_keys("SECOND")));
}

BOOST_AUTO_TEST_CASE(a_source_that_a_profile_names_and_that_is_not_there_ends_the_search) {
    const std::pair<std::string, std::string> table[] = {{"EcsContainer", "container: "},
                                                         {"Environment", "environment: neither"}};
    for (const auto& [source, reason] : table) {
        scene now;
        now.files("[default]\nrole_arn = r\ncredential_source = " + source + "\n");
        now.web_identity();

        const auto came = now.ask();

        BOOST_TEST(came.says(reason), came.message());
        BOOST_TEST(!came.not_configured);
        BOOST_TEST(now.service->requests.empty());
    }
}

BOOST_AUTO_TEST_CASE(one_that_is_broken_ends_the_search) {
    provider_scene now;
    const auto third = gives("THIRD");
    ecr::credentials_chain chain(providers{declines("first: no"), breaks("second: broken"), third});

    const auto came = now.get(chain);

    BOOST_TEST(came.says("second: broken"), came.message());
    BOOST_TEST(!came.not_configured);
    BOOST_TEST(third->asked == 0);
}

BOOST_AUTO_TEST_CASE(when_none_is_configured_every_reason_is_told) {
    provider_scene now;
    ecr::credentials_chain chain(providers{declines("first: no"), declines("second: neither")});
    ecr::credentials_chain empty(providers{});

    const auto came = now.get(chain);

    BOOST_TEST(came.not_configured);
    BOOST_TEST(came.says("first: no; second: neither"), came.message());
    BOOST_TEST(now.get(empty).says("the chain is empty"));
}

BOOST_AUTO_TEST_CASE(one_that_loses_its_configuration_begins_a_new_search) {
    provider_scene now;
    const auto first = declines("first: no");
    bool there = true;
    const auto second = std::make_shared<gated_provider>([&](int) -> keys_ptr {
        if (!there) ecr::detail::throw_not_configured("second: gone");
        return some_keys("SECOND");
    });
    ecr::credentials_chain chain(providers{first, second});
    now.get(chain);

    there = false;
    BOOST_TEST(now.get(chain).says("second: gone"));
    there = true;

    BOOST_TEST(now.get(chain).id() == "SECOND");
    BOOST_TEST(first->asked == 2);
}

BOOST_AUTO_TEST_CASE(the_reasons_of_those_passed_over_are_kept) {
    provider_scene now;
    using reasons = std::vector<std::string>;
    bool there = true;
    const auto second = std::make_shared<gated_provider>([&](int) -> keys_ptr {
        if (!there) ecr::detail::throw_not_configured("second: gone");
        return some_keys("SECOND");
    });
    ecr::credentials_chain found(providers{declines("first: no"), second});
    ecr::credentials_chain broken(providers{declines("first: no"), breaks("second: broken")});
    BOOST_TEST(found.declined() == reasons(), boost::test_tools::per_element());

    for (int i = 0; i < 2; ++i) {
        BOOST_TEST(now.get(found).id() == "SECOND");
        BOOST_TEST(found.declined() == reasons{"first: no"}, boost::test_tools::per_element());
    }
    there = false;
    BOOST_TEST(now.get(found).says("first: no; second: gone"));
    now.get(broken);

    const reasons both{"first: no", "second: gone"};
    BOOST_TEST(found.declined() == both, boost::test_tools::per_element());
    BOOST_TEST(broken.declined() == reasons{"first: no"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(what_was_found_stays_so_while_its_source_is_ill) {
    provider_scene now;
    const auto first = declines("first: no");
    bool ill = false;
    const auto second = std::make_shared<gated_provider>([&](int) -> keys_ptr {
        if (ill) ecr::detail::throw_credentials_error("second: ill");
        return some_keys("SECOND");
    });
    ecr::credentials_chain chain(providers{first, second});
    now.get(chain);

    ill = true;
    BOOST_TEST(now.get(chain).says("second: ill"));

    BOOST_TEST(first->asked == 1);
    BOOST_TEST(chain.user_agent_features() == "e,Q");
    BOOST_TEST(chain.declined() == std::vector<std::string>{"first: no"}, boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(the_default_order_is_that_of_all_sdks) {
    scene now;
    now.environment_keys();
    now.files("[default]\n" + keys);
    now.web_identity();
    now.container();

    BOOST_TEST(now.ask().id() == "VARIABLE");
    BOOST_TEST(now.chain->user_agent_features() == "g");
    now.world->unset_variable("AWS_ACCESS_KEY_ID");
    now.world->unset_variable("AWS_SECRET_ACCESS_KEY");
    BOOST_TEST(now.ask().id() == "PROFILE");
    BOOST_TEST(now.chain->user_agent_features() == "n");
    now.files("");
    now.prepare(200, assumed_role("WEB", "AssumeRoleWithWebIdentity"));
    BOOST_TEST(now.ask().id() == "WEB");
    BOOST_TEST(now.chain->user_agent_features() == "h,k");
    now.world->unset_variable("AWS_WEB_IDENTITY_TOKEN_FILE");
    now.prepare(200, agent_keys("TASK"));
    BOOST_TEST(now.ask().id() == "TASK");
    now.world->unset_variable("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    now.prepare(200, "token");
    now.prepare(200, "role");
    now.prepare(200, agent_keys("INSTANCE"));
    BOOST_TEST(now.ask().id() == "INSTANCE");
    BOOST_TEST(now.chain->user_agent_features() == "0");
}

BOOST_AUTO_TEST_CASE(with_nothing_anywhere_all_places_are_named) {
    scene now;
    now.prepare(broken(ecr::error_kind::timeout));

    const auto came = now.ask();

    for (const auto* const place :
         {"AWS_ACCESS_KEY_ID", "profile \"default\"", "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "instance metadata", "hop limit"}) {
        BOOST_TEST(came.says(place), came.message());
    }
    BOOST_TEST(came.not_configured);
}

BOOST_AUTO_TEST_CASE(a_profile_that_code_names_goes_before_variables) {
    scene now;
    now.environment_keys();
    now.files("[profile mine]\n" + keys);
    now.settings.profile = "mine";
    BOOST_TEST(now.ask().id() == "VARIABLE");

    now.settings.profile_from_code = true;

    BOOST_TEST(now.ask().id() == "PROFILE");
}

BOOST_AUTO_TEST_CASE(what_is_configured_and_broken_is_not_passed_over) {
    scene half;
    half.world->set_variable("AWS_ACCESS_KEY_ID", "VARIABLE");
    half.files("[default]\n" + keys);
    scene missing;
    missing.settings.profile = "nobody";
    missing.container();
    scene denied;
    denied.files("[default]\nrole_arn = r\ncredential_source = Environment\n");
    denied.container();
    denied.world->set_variable("AWS_SESSION_TOKEN", "x");
    denied.environment_keys();
    denied.settings.profile_from_code = true;
    denied.prepare(403, sts_failure("AccessDenied"));

    BOOST_TEST(half.ask().says("AWS_SECRET_ACCESS_KEY is not"));
    BOOST_TEST(missing.ask().says("\"nobody\""));
    const auto came = denied.ask();
    BOOST_TEST(came.says("AccessDenied"), came.message());
    BOOST_TEST(denied.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(a_profile_leads_through_its_roles) {
    scene now;
    now.files("[default]\nrole_arn = outer\nsource_profile = b\n[profile b]\nrole_arn = inner\n"
              "source_profile = c\n[profile c]\n" +
              keys);
    now.prepare(200, assumed_role("INNER"));
    now.prepare(200, assumed_role("OUTER"));

    const auto came = now.ask();

    BOOST_TEST(came.id() == "OUTER");
    BOOST_TEST(now.request(0).body.find("RoleArn=inner") != std::string::npos);
    BOOST_TEST(now.request(0).header("authorization").find("Credential=PROFILE/") != std::string::npos);
    BOOST_TEST(now.request(1).body.find("RoleArn=outer") != std::string::npos);
    BOOST_TEST(now.request(1).header("authorization").find("Credential=INNER/") != std::string::npos);
    BOOST_TEST(now.chain->user_agent_features() == "o,o,n,i");
}

BOOST_AUTO_TEST_CASE(a_profile_runs_its_program) {
    scene now;
    now.files("[default]\ncredential_process = get 'my keys'\naws_account_id = 123456789012\n");
    now.processes->outcome.output = R"({"Version":1,"AccessKeyId":"PROGRAM","SecretAccessKey":"k"})";

    const auto came = now.ask();

    BOOST_TEST(came.id() == "PROGRAM");
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
    BOOST_TEST(now.chain->user_agent_features() == "v,w");
}

BOOST_AUTO_TEST_CASE(the_default_keeps_what_it_found) {
    scene now;
    now.environment_keys();
    const auto kept = ecr::default_credentials(now.context, now.settings);

    BOOST_TEST(kept->ready() == nullptr);
    BOOST_TEST(now.get(*kept).id() == "VARIABLE");

    BOOST_REQUIRE(kept->ready() != nullptr);
    BOOST_TEST(kept->ready()->provider_name == "Environment");
}

BOOST_AUTO_TEST_SUITE_END()
