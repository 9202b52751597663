#include <ecr/system_process_runner.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <csignal>
#include <optional>
#include <string>
#include <support/coroutine_test.hpp>
#include <sys/wait.h>

BOOST_AUTO_TEST_SUITE(system_process_runner)

namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

ecr::process_outcome run(std::vector<std::string> words, std::chrono::milliseconds limit = 10s) {
    ecr::process_outcome outcome;
    test::run_coroutine([&]() -> asio::awaitable<void> {
        const auto runner = ecr::system_process_runner();
        auto running = runner->run(words, limit);
        outcome = co_await std::move(running);
    });
    return outcome;
}

ecr::process_outcome shell(const std::string& script, std::chrono::milliseconds limit = 10s) {
    return run({"sh", "-c", script}, limit);
}

/// Whether this process has children, dead or alive.
bool has_children() {
    return ::waitpid(-1, nullptr, WNOHANG) == 0 || errno != ECHILD;
}

}

BOOST_AUTO_TEST_CASE(output_and_complaints_are_kept_apart) {
    const auto outcome = shell("printf keys; printf trouble >&2; exit 7");

    BOOST_TEST(!outcome.error);
    BOOST_TEST(outcome.exit_code == 7);
    BOOST_TEST(outcome.output.reveal() == "keys");
    BOOST_TEST(outcome.complaint == "trouble");
    BOOST_TEST(!outcome.too_long);
    BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(words_are_passed_on_as_they_are) {
    const auto outcome = run({"printf", "%s|", "a b", "$HOME", "", "*", "'"});

    BOOST_TEST(outcome.output.reveal() == "a b|$HOME||*|'|");
}

BOOST_AUTO_TEST_CASE(there_is_no_input_to_wait_for) {
    BOOST_TEST(run({"cat"}).exit_code == 0);
}

BOOST_AUTO_TEST_CASE(a_program_that_is_not_there_is_an_error) {
    const auto outcome = run({"/nonexistent/get-keys"});

    BOOST_TEST((outcome.error == boost::system::errc::no_such_file_or_directory), outcome.error.message());
    BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(too_much_output_is_read_to_its_end_and_not_kept) {
    const auto outcome =
        shell("head -c 300000 /dev/zero | tr '\\0' x; head -c 300000 /dev/zero | tr '\\0' y >&2");

    BOOST_TEST(outcome.exit_code == 0);
    BOOST_TEST(outcome.too_long);
    BOOST_TEST(outcome.output.reveal().size() == 65536U);
    BOOST_TEST(outcome.complaint.size() == 2048U);
}

BOOST_AUTO_TEST_CASE(a_program_that_takes_too_long_is_killed_and_leaves_no_zombie) {
    const auto outcome = run({"sleep", "60"}, 50ms);

    BOOST_TEST((outcome.error == asio::error::timed_out), outcome.error.message());
    BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(a_program_that_hides_its_streams_and_goes_on_is_killed_too) {
    const auto outcome = shell("exec >&- 2>&-; exec sleep 60", 100ms);

    BOOST_TEST((outcome.error == asio::error::timed_out), outcome.error.message());
    BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(a_signal_is_told_from_an_exit_code) {
    BOOST_TEST(shell("kill -TERM $$").exit_code == -SIGTERM);
}

BOOST_AUTO_TEST_CASE(a_cancelled_call_kills_its_program) {
    for (const auto type : {asio::cancellation_type::terminal, asio::cancellation_type::partial,
                            asio::cancellation_type::total}) {
        asio::io_context context;
        asio::cancellation_signal signal;
        std::optional<boost::system::error_code> ended;
        const auto work = [&]() -> asio::awaitable<void> {
            const auto runner = ecr::system_process_runner();
            try {
                auto running = runner->run({"sleep", "60"}, 50s);
                static_cast<void>(co_await std::move(running));
            } catch (const boost::system::system_error& thrown) {
                ended = thrown.code();
            }
        };
        asio::co_spawn(context, test::hear_every_cancellation(work()),
                       asio::bind_cancellation_slot(signal.slot(), asio::detached));
        context.poll();
        BOOST_TEST(has_children());

        signal.emit(type);
        context.restart();
        context.run();

        BOOST_REQUIRE(ended.has_value());
        BOOST_TEST((*ended == asio::error::operation_aborted));
        BOOST_TEST(!has_children());
    }
}

BOOST_AUTO_TEST_CASE(a_context_that_goes_takes_its_programs_with_it) {
    {
        asio::io_context context;
        const auto work = [&]() -> asio::awaitable<void> {
            const auto runner = ecr::system_process_runner();
            auto running = runner->run({"sleep", "60"}, 50s);
            static_cast<void>(co_await std::move(running));
        };
        asio::co_spawn(context, work, asio::detached);
        context.poll();
        BOOST_TEST(has_children());
    }

    BOOST_TEST(!has_children());
}

BOOST_AUTO_TEST_CASE(signals_that_this_program_blocks_reach_the_other) {
    sigset_t blocked{};
    sigset_t before{};
    ::sigemptyset(&blocked);
    ::sigaddset(&blocked, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &blocked, &before);

    const auto outcome = shell("kill -TERM $$; exit 1");

    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    BOOST_TEST(outcome.exit_code == -SIGTERM);
}

BOOST_AUTO_TEST_SUITE_END()
