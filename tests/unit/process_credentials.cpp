#include <ecr/credentials/process.hpp>

#include <boost/asio/error.hpp>
#include <boost/test/unit_test.hpp>

#include <support/provider_scene.hpp>

BOOST_AUTO_TEST_SUITE(process_credentials)

namespace {

using namespace std::chrono_literals;
using namespace test;

const std::string written = R"({"Version":1,"AccessKeyId":"ID","SecretAccessKey":"wJalrXUtnFEMI",
    "SessionToken":"tOkEnOfSeSsIoN","Expiration":"2026-07-04T12:00:00Z"})";

struct scene : provider_scene {
    provider_outcome run() {
        ecr::process_credentials provider(context, options);
        return get(provider);
    }

    ecr::process_options options{.command = "'/opt/get keys' --for me"};
};

}

BOOST_AUTO_TEST_CASE(what_the_program_writes_is_read) {
    scene now;
    now.processes->outcome.output = written;
    now.options.account_id = "123456789012";

    const auto came = now.run();

    BOOST_TEST(came.id() == "ID");
    BOOST_TEST(came.keys->provider_name == "Process");
    BOOST_TEST(came.keys->account_id.value() == "123456789012");
    BOOST_TEST(now.processes->commands.at(0) == (std::vector<std::string>{"/opt/get keys", "--for", "me"}),
               boost::test_tools::per_element());
    BOOST_TEST((now.processes->limits.at(0) == 1min));
}

BOOST_AUTO_TEST_CASE(the_account_that_the_program_writes_goes_before_that_of_the_profile) {
    scene now;
    now.processes->outcome.output =
        R"({"Version":1,"AccessKeyId":"ID","SecretAccessKey":"k","AccountId":"111111111111"})";
    now.options.account_id = "123456789012";

    BOOST_TEST(now.run().keys->account_id.value() == "111111111111");
}

BOOST_AUTO_TEST_CASE(a_failure_tells_what_the_program_complained_of_and_not_what_it_wrote) {
    scene now;
    now.processes->outcome.output = written;
    now.processes->outcome.exit_code = 3;
    now.processes->outcome.complaint = "no session\x1b[31m\nrefreshToken=rEfReShToKeN";

    const auto came = now.run();

    BOOST_TEST(came.says("\"/opt/get keys\" ended with code 3"), came.message());
    BOOST_TEST(came.says("no session\\x1b[31m\\n"), came.message());
    BOOST_TEST(!came.says("--for"), came.message());
}

BOOST_AUTO_TEST_CASE(each_way_to_fail_has_its_words) {
    const auto with = [](auto change) {
        scene now;
        now.processes->outcome.output = written;
        change(now.processes->outcome);
        const auto came = now.run();
        BOOST_TEST(!came.not_configured);
        return came.message();
    };
    const auto has = [](const std::string& text, const char* words) { return text.find(words) != text.npos; };

    const auto killed = with([](auto& outcome) { outcome.error = boost::asio::error::timed_out; });
    const auto missing = with([](auto& outcome) {
        outcome.error = make_error_code(boost::system::errc::no_such_file_or_directory);
    });
    const auto signalled = with([](auto& outcome) { outcome.exit_code = -9; });
    const auto endless = with([](auto& outcome) { outcome.too_long = true; });
    const auto garbage = with([](auto& outcome) { outcome.output = "wJalrXUtnFEMI"; });
    const auto version = with([](auto& outcome) { outcome.output = R"({"Version":2})"; });

    BOOST_TEST(has(killed, "longer than 60000 ms and was killed"), killed);
    BOOST_TEST(has(missing, "cannot be started: No such file"), missing);
    BOOST_TEST(has(signalled, "signal 9"), signalled);
    BOOST_TEST(has(endless, "more than 64 KiB"), endless);
    BOOST_TEST(has(garbage, "wrote no credentials"), garbage);
    BOOST_TEST(has(version, "Version is not 1"), version);
}

BOOST_AUTO_TEST_CASE(a_command_that_cannot_be_split_is_not_run) {
    scene now;
    now.options.command = "keys 'wJalrXUtnFEMI";
    const auto broken = now.run();
    now.options.command = "";
    const auto none = now.run();

    BOOST_TEST(broken.says("not closed"), broken.message());
    BOOST_TEST(!broken.not_configured);
    BOOST_TEST(none.not_configured);
    BOOST_TEST(now.processes->commands.empty());
}

BOOST_AUTO_TEST_SUITE_END()
