#include <ecr/client.hpp>
#include <ecr/emulator.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <future>
#include <stdexcept>
#include <string>
#include <support/certificates.hpp>
#include <support/emulator_calls.hpp>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator_calls)

using test::client_of;
using test::problem_of;
using test::repository;

BOOST_FIXTURE_TEST_CASE(a_client_creates_a_repository_and_finds_it_again, test::emulator_calls) {
    const auto made = call(client, ecr::create_repository, repository("team/web"));
    const auto found = describe();

    BOOST_TEST_REQUIRE(problem_of(made) == "");
    BOOST_TEST_REQUIRE(problem_of(found) == "");
    BOOST_TEST_REQUIRE(found->repositories.size() == 1U);
    BOOST_TEST(found->repositories[0].repository_name.value() == "team/web");
    BOOST_TEST(server.connections() == 1U);
}

BOOST_FIXTURE_TEST_CASE(a_client_trusts_the_certificate_made_at_start, test::tls_emulator_calls) {
    const auto made = call(client, ecr::create_repository, repository("team/web"));

    BOOST_TEST(problem_of(made) == "");
    BOOST_TEST(server.endpoint_url().starts_with("https://localhost:"));
}

BOOST_AUTO_TEST_CASE(a_client_trusts_the_certificate_that_was_given) {
    const auto authority = test::make_identity({.name = "an authority", .authority = true});
    for (const auto& own :
         {test::make_identity(), test::make_identity({.name = "own", .issuer = &authority})}) {
        auto config = test::with_tls();
        config.certificate = own.certificate + authority.certificate;
        config.private_key = own.key;
        test::emulator_calls calls(config);
        auto distrustful = calls.server.config_for();
        distrustful.tls.ca_file.clear();
        const auto stranger = client_of(calls.context.get_executor(), distrustful);

        BOOST_TEST(calls.server.authority() == config.certificate);
        BOOST_TEST(problem_of(calls.describe()) == "");
        const auto refused = calls.describe(stranger);
        BOOST_TEST_REQUIRE(refused.has_error());
        BOOST_TEST((refused.error().kind() == ecr::error_kind::tls), problem_of(refused));
    }
}

BOOST_AUTO_TEST_CASE(a_certificate_that_does_not_fit_its_key_is_refused_at_start) {
    const auto own = test::make_identity();
    boost::asio::io_context context;
    for (const auto& key : {test::make_identity().key, std::string(), std::string("no key")}) {
        auto config = test::with_tls();
        config.certificate = own.certificate;
        config.private_key = key;

        BOOST_CHECK_THROW(ecr::emulator(context.get_executor(), config), boost::system::system_error);
    }
}

BOOST_FIXTURE_TEST_CASE(accounts_and_regions_are_apart, test::emulator_calls) {
    const auto elsewhere = client_of(context.get_executor(), server.config_for("eu-west-1"));
    const auto other = client_of(context.get_executor(), server.config_for("us-east-1", "210987654321"));
    BOOST_TEST_REQUIRE(problem_of(call(client, ecr::create_repository, repository("app"))) == "");

    const auto there = describe(elsewhere);
    const auto theirs = describe(other);

    BOOST_TEST(there->repositories.empty());
    BOOST_TEST(theirs->repositories.empty());
}

BOOST_FIXTURE_TEST_CASE(an_error_of_the_service_has_its_code_status_and_request_id, test::emulator_calls) {
    BOOST_TEST_REQUIRE(problem_of(call(client, ecr::create_repository, repository("app"))) == "");

    const auto again = call(client, ecr::create_repository, repository("app"));

    BOOST_TEST_REQUIRE(again.has_error());
    BOOST_TEST((again.error() == ecr::errc::repository_already_exists));
    BOOST_TEST(again.error().http_status() == 400);
    const auto log = server.requests();
    BOOST_TEST_REQUIRE(log.size() == 2U);
    BOOST_TEST(log[1].operation == "CreateRepository");
    BOOST_TEST(log[1].code == "RepositoryAlreadyExistsException");
    BOOST_TEST(log[1].account == "123456789012");
    BOOST_TEST(log[1].request_id == again.error().request_id());
}

BOOST_FIXTURE_TEST_CASE(a_removed_key_is_refused, test::emulator_calls) {
    server.remove_key(server.keys_for("123456789012").access_key_id);

    const auto outcome = describe();

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST(outcome.error().code_text() == "UnrecognizedClientException");
}

BOOST_FIXTURE_TEST_CASE(a_session_ends_when_the_time_of_the_emulator_has_come, test::emulator_calls) {
    auto config = server.config_for();
    const auto keys =
        server.add_key({.session_token = "a/token+==", .expiration = server.now() + std::chrono::hours(1)});
    config.credentials = std::make_shared<ecr::static_credentials>(keys);
    const auto session = client_of(context.get_executor(), config);

    const auto before = describe(session);
    server.advance(std::chrono::hours(1));
    const auto after = describe(session);

    BOOST_TEST(problem_of(before) == "");
    BOOST_TEST_REQUIRE(after.has_error());
    BOOST_TEST(after.error().code_text() == "ExpiredTokenException");
}

BOOST_FIXTURE_TEST_CASE(what_one_emulator_saved_another_loads, test::emulator_calls) {
    BOOST_TEST_REQUIRE(problem_of(call(client, ecr::create_repository, repository("team/web"))) == "");
    ecr::emulator other(context.get_executor());
    const auto there = client_of(context.get_executor(), other.config_for());

    other.load(server.snapshot());
    BOOST_CHECK_THROW(other.load("{"), std::invalid_argument);

    const auto found = describe(there);
    BOOST_TEST_REQUIRE(problem_of(found) == "");
    BOOST_TEST(*found == *describe());
    BOOST_TEST(found->repositories.size() == 1U);
}

BOOST_AUTO_TEST_CASE(an_emulator_serves_many_clients_on_several_threads) {
    boost::asio::thread_pool pool(3);
    ecr::emulator server(pool.get_executor());
    const ecr::client client(pool.get_executor(), server.config_for());

    std::vector<std::future<ecr::create_repository_response>> made;
    for (int i = 0; i < 64; ++i) {
        const auto request = repository("r" + std::to_string(i));
        made.push_back(ecr::create_repository(client, request, boost::asio::use_future));
    }
    for (auto& each : made) each.get();

    BOOST_TEST(server.requests().size() == 64U);
    client.close();
    boost::asio::co_spawn(pool, server.close(ecr::close_mode::drain), boost::asio::use_future).get();
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_SUITE_END()
