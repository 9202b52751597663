#include <ecr/credentials/container.hpp>

#include <boost/test/unit_test.hpp>

#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(container_credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

constexpr const char* relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr const char* full = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr const char* token = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
constexpr const char* token_file = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";

struct scene : provider_scene {
    provider_outcome ask() {
        ecr::container_credentials provider(context, ecr::container_options_from(*world));
        return get(provider);
    }
};

}

BOOST_AUTO_TEST_CASE(the_agent_of_ecs_is_asked_below_its_address) {
    scene now;
    now.world->set_variable(relative, "/v2/credentials?id=1");
    now.world->set_variable(full, "http://localhost/never");
    now.prepare(200, agent_keys("TASK"));

    const auto came = now.ask();

    BOOST_TEST(came.id() == "TASK");
    BOOST_TEST(came.keys->provider_name == "EcsContainer");
    BOOST_TEST(now.request(0).method == "GET");
    BOOST_TEST(now.request(0).header("host") == "169.254.170.2");
    BOOST_TEST(now.request(0).target == "/v2/credentials?id=1");
    BOOST_TEST(now.request(0).header("accept") == "application/json");
    BOOST_TEST(now.request(0).all("authorization").empty());
}

BOOST_AUTO_TEST_CASE(a_full_uri_leads_to_https_or_to_an_allowed_address) {
    const std::pair<const char*, const char*> table[] = {
        {"http://127.0.0.1:8080/c", "127.0.0.1:8080"},
        {"http://127.255.0.9/c", "127.255.0.9"},
        {"http://[::1]/c", "[::1]"},
        {"http://169.254.170.2/c", "169.254.170.2"},
        {"http://169.254.170.23/v1/c", "169.254.170.23"},
        {"http://[fd00:ec2::23]/c", "[fd00:ec2::23]"},
        {"https://example.com/c", "example.com"},
        {"https://8.8.8.8/c", "8.8.8.8"},
    };
    for (const auto& [uri, host] : table) {
        scene now;
        now.world->set_variable(full, uri);
        now.prepare(200, agent_keys("POD"));

        BOOST_TEST(now.ask().id() == "POD", uri);
        BOOST_TEST(now.request(0).header("host") == host);
    }
}

BOOST_AUTO_TEST_CASE(no_token_is_sent_to_anybody_else) {
    for (const auto* const uri :
         {"http://8.8.8.8/c", "http://169.254.170.3/c", "http://169.254.169.254/c", "http://128.0.0.1/c",
          "http://[::2]/c", "http://[fd00:ec2::254]/c", "http://[::ffff:8.8.8.8]/c", "ftp://127.0.0.1/c",
          "http://user:wJalrXUtnFEMI@127.0.0.1/c", "localhost/c", "http:///c", "nonsense"}) {
        scene now;
        now.world->set_variable(full, uri);
        now.world->set_variable(token, "bEaRerToKeN");

        const auto came = now.ask();

        BOOST_TEST(came.says(full), came.message());
        BOOST_TEST(!came.not_configured);
        BOOST_TEST(now.service->requests.empty(), uri);
    }
}

BOOST_AUTO_TEST_CASE(a_name_is_asked_only_where_all_of_its_addresses_are_allowed) {
    const std::pair<std::vector<std::string>, bool> table[] = {
        {{"127.0.0.1"}, true},      {{"127.0.0.1", "::1"}, true},
        {{"169.254.170.23"}, true}, {{"127.0.0.1", "8.8.8.8"}, false},
        {{"10.0.0.1"}, false},      {{}, false},
    };
    for (const auto& [addresses, allowed] : table) {
        scene now;
        now.names->addresses = addresses;
        now.world->set_variable(full, "http://localhost.evil.com:81/c");
        now.prepare(200, agent_keys("POD"));

        const auto came = now.ask();

        BOOST_TEST((came.id() == "POD") == allowed);
        BOOST_TEST(now.service->requests.size() == (allowed ? 1U : 0U));
        if (allowed) BOOST_TEST(now.request(0).header("host") == "localhost.evil.com:81");
    }
}

BOOST_AUTO_TEST_CASE(what_was_checked_is_what_is_asked) {
    scene now;
    now.names->addresses = {"127.0.0.7"};
    now.world->set_variable(full, "http://agent.local/c");
    now.prepare(200, agent_keys("POD"));

    now.ask();

    BOOST_TEST(now.request(0).header("host") == "agent.local");
    BOOST_TEST(now.request(0).where.host == "127.0.0.7");
}

BOOST_AUTO_TEST_CASE(the_token_comes_from_the_file_that_is_read_anew_or_from_the_variable) {
    scene now;
    now.world->set_variable(full, "http://169.254.170.23/v1/credentials");
    now.world->set_variable(token, "variable");
    ecr::container_credentials variable(now.context, ecr::container_options_from(*now.world));
    now.world->set_variable(token_file, "/var/token");
    ecr::container_credentials file(now.context, ecr::container_options_from(*now.world));
    for (int i = 0; i < 3; ++i) now.prepare(200, agent_keys("POD"));

    now.get(variable);
    now.world->set_file("/var/token", "bEaRerToKeN\n");
    now.get(file);
    now.world->set_file("/var/token", "other");
    now.get(file);

    BOOST_TEST(now.request(0).header("authorization") == "variable");
    BOOST_TEST(now.request(1).header("authorization") == "bEaRerToKeN");
    BOOST_TEST(now.request(2).header("authorization") == "other");
}

BOOST_AUTO_TEST_CASE(a_token_that_would_break_the_header_is_an_error) {
    for (const auto* const text : {"bEaRerToKeN\r\nX: y", "bEaRerToKeN\n\n", "a\rb", ""}) {
        scene now;
        now.world->set_variable(relative, "/c");
        now.world->set_variable(token_file, "/var/token");
        now.world->set_file("/var/token", text);

        const auto came = now.ask();

        BOOST_TEST(came.says("/var/token"), came.message());
        BOOST_TEST(now.service->requests.empty());
    }
}

BOOST_AUTO_TEST_CASE(a_token_file_that_is_not_there_is_an_error) {
    scene now;
    now.world->set_variable(relative, "/c");
    now.world->set_variable(token_file, "/var/token");

    const auto came = now.ask();

    BOOST_TEST(came.says("/var/token"), came.message());
    BOOST_TEST(!came.not_configured);
}

BOOST_AUTO_TEST_CASE(failures_that_may_pass_and_broken_answers_are_tried_again) {
    const scripted_reply table[] = {{.status = 500, .body = "x"},
                                    broken(ecr::error_kind::connect),
                                    {.status = 200, .body = "<wJalrXUtnFEMI>"},
                                    {.status = 200, .body = R"({"AccessKeyId":"ID"})"}};
    for (const auto& reply : table) {
        scene now;
        now.world->set_variable(relative, "/c");
        now.prepare(reply);
        now.prepare(reply);
        now.prepare(200, agent_keys("TASK"));
        const auto came = now.ask();
        for (int i = 0; i < 3; ++i) now.prepare(reply);
        const auto failed = now.ask();

        BOOST_TEST(came.id() == "TASK");
        BOOST_TEST(now.time->waits.size() == 4U);
        BOOST_TEST((now.time->waits.at(0) == 750ms));
        BOOST_TEST(failed.failure->attempts() == 3);
        BOOST_TEST(!failed.says("have a role"), failed.message());
    }
}

BOOST_AUTO_TEST_CASE(a_refusal_is_final_and_told) {
    scene now;
    now.world->set_variable(relative, "/c");
    now.prepare(403, R"({"code":"AccessDenied","message":"no role, accessToken=bEaRerToKeN"})");

    const auto came = now.ask();

    BOOST_TEST(came.says("AccessDenied"), came.message());
    BOOST_TEST(came.says("HTTP 403"), came.message());
    BOOST_TEST(came.says("have a role"), came.message());
    BOOST_TEST(now.service->requests.size() == 1U);
}

BOOST_AUTO_TEST_CASE(without_variables_it_is_not_configured) {
    scene now;
    now.world->set_variable(relative, " ");
    now.world->set_variable(token, "bEaRerToKeN");

    BOOST_TEST(now.ask().not_configured);
}

BOOST_AUTO_TEST_CASE(a_relative_uri_cannot_lead_elsewhere) {
    for (const auto* const uri : {"v2/c", "@evil.com/c", ".evil.com/c", ":80/c"}) {
        scene now;
        now.world->set_variable(relative, uri);

        BOOST_TEST(now.ask().says(relative), uri);
        BOOST_TEST(now.service->requests.empty());
    }
}

BOOST_AUTO_TEST_SUITE_END()
