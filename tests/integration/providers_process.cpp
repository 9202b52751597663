#include <ecr/credentials/process.hpp>
#include <ecr/detail/datetime.hpp>

#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <memory>
#include <string>
#include <support/provider_home.hpp>
#include <sys/wait.h>

BOOST_AUTO_TEST_SUITE(providers_process)

namespace {

using namespace test;

/// Whether this process has children, dead or alive.
bool has_children() {
    return ::waitpid(-1, nullptr, WNOHANG) == 0 || errno != ECHILD;
}

struct scene : provider_home {
    /// A program in the home folder.
    std::string program(const std::string& script) {
        const auto path = home.path() + "/get keys";
        std::ofstream(path) << "#!/bin/sh\n" << script << "\n";
        std::filesystem::permissions(path, std::filesystem::perms::owner_all);
        return "'" + path + "'";
    }
    std::shared_ptr<ecr::process_credentials> provider(const std::string& script,
                                                       std::chrono::milliseconds limit = 10s) {
        ecr::process_options options{.command = program(script), .limit = limit};
        return std::make_shared<ecr::process_credentials>(with, std::move(options));
    }
    /// The document of keys that the emulator accepts for an hour.
    std::string document() {
        const auto end = server.now() + 1h;
        const auto keys = server.add_key({.session_token = "tOkEn", .expiration = end});
        ecr::detail::json_document text;
        text.set("AccessKeyId", keys.access_key_id);
        text.set("SecretAccessKey", keys.secret_access_key.reveal());
        text.set("SessionToken", "tOkEn");
        text.set("Expiration", ecr::detail::to_iso8601(std::chrono::floor<std::chrono::seconds>(end)));
        return R"({"Version":1,)" + text.written().substr(1);
    }
    /// What the program of a scene writes: the file of the next document.
    void prepare() { std::ofstream(home.path() + "/keys.json") << document(); }
    [[nodiscard]] std::string cat() const { return "cat " + home.path() + "/keys.json"; }
    [[nodiscard]] bool says(std::string_view text) const { return problem.find(text) != std::string::npos; }
};

}

BOOST_FIXTURE_TEST_CASE(a_client_calls_with_the_keys_that_a_program_writes_and_asks_again_in_time, scene) {
    prepare();
    const auto caller = caching(provider("echo run >> " + home.path() + "/runs; " + cat()));
    const auto runs = [&] { return std::filesystem::file_size(home.path() + "/runs") / 4; };

    BOOST_TEST(problem_of(describe(caller)) == "");
    BOOST_TEST(problem_of(describe(caller)) == "");
    BOOST_TEST(runs() == 1U);
    time->pass(1h);
    prepare();
    BOOST_TEST(problem_of(describe(caller)) == "");
    BOOST_TEST(runs() == 2U);
    BOOST_TEST(!has_children());
}

BOOST_FIXTURE_TEST_CASE(keys_that_are_over_when_they_come_are_an_error, scene) {
    prepare();
    const auto caller = caching(provider(cat()));
    time->pass(1h);

    const auto outcome = describe(caller);

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST(problem_of(outcome).find("expired when they came") != std::string::npos, problem_of(outcome));
    BOOST_TEST(server.requests().empty());
}

BOOST_FIXTURE_TEST_CASE(a_program_that_fails_says_why, scene) {
    const auto failed = provider("echo 'no session, run login' >&2; echo sEcReT; exit 3");

    BOOST_TEST(!keys_of(*failed));

    BOOST_TEST(says("ended with code 3, and says no session, run login"), problem);
    BOOST_TEST(!says("sEcReT"), problem);
}

BOOST_FIXTURE_TEST_CASE(what_a_program_writes_has_to_be_keys, scene) {
    const std::pair<const char*, const char*> table[] = {
        {"", "not JSON"},
        {"echo sEcReT", "not JSON"},
        {"echo '{}'", "Version"},
        {R"(echo '{"Version":2,"AccessKeyId":"a","SecretAccessKey":"sEcReT"}')", "Version"},
        {R"(echo '{"Version":1,"AccessKeyId":"a"}')", "SecretAccessKey"},
        {R"(echo '{"Version":1,"AccessKeyId":"a","SecretAccessKey":"sEcReT","Expiration":"x"}')",
         "Expiration"},
        {"head -c 70000 /dev/zero", "more than 64 KiB"},
    };
    for (const auto& [script, why] : table) {
        const auto broken = provider(script);
        BOOST_TEST(!keys_of(*broken));
        BOOST_TEST(says(why), problem);
        BOOST_TEST(!says("sEcReT"), problem);
    }
}

BOOST_FIXTURE_TEST_CASE(a_program_that_takes_too_long_is_killed, scene) {
    const auto slow = provider("exec sleep 60", 30ms);

    BOOST_TEST(!keys_of(*slow));

    BOOST_TEST(says("took longer than 30 ms and was killed"), problem);
    BOOST_TEST(!has_children());
}

BOOST_FIXTURE_TEST_CASE(a_program_is_killed_when_asking_is_cancelled, scene) {
    const auto slow = provider("exec sleep 60");

    const auto ended = cancelled_once(*slow, [] { return has_children(); });

    BOOST_TEST((ended == asio::error::operation_aborted), ended.message());
    BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_SUITE_END()
