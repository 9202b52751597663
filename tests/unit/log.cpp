#include <ecr/log.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <support/canned_client.hpp>

namespace {

using namespace std::chrono_literals;
using namespace test;
using level = ecr::line_logger::detail_level;

struct logged : canned_client {
    explicit logged(script answers, level detail = level::events)
        : canned_client(std::move(answers)) {
        config.observer = std::make_shared<ecr::line_logger>(
            [this](std::string_view line) { lines.emplace_back(line); }, detail);
    }

    [[nodiscard]] bool has(std::string_view text) const {
        return std::ranges::any_of(lines, [&](const auto& line) { return line.find(text) != line.npos; });
    }

    std::vector<std::string> lines{};
};

const ecr::call_info images{"ListImages", "1f0e77a2-0000-4000-8000-000000000000"};

template <class Event>
std::string line_of(void (ecr::line_logger::*told)(const Event&) noexcept, const Event& event) {
    std::string text;
    ecr::line_logger logger([&](std::string_view line) { text = line; });
    (logger.*told)(event);
    return text;
}

}

// The C library has a function of the suite's name.
namespace logging {

BOOST_AUTO_TEST_SUITE(log)

BOOST_AUTO_TEST_CASE(events_are_readable_lines) {
    using logger = ecr::line_logger;
    ecr::error_data parts;
    parts.code_text = "RepositoryNotFoundException";
    const ecr::error failure(parts);

    BOOST_TEST(line_of(&logger::on_call_started, {images}) == "[1f0e77a2] ListImages: started");
    BOOST_TEST(line_of(&logger::on_call_finished, {images, nullptr, true, 2, 1234567ns}) ==
               "[1f0e77a2] ListImages: done after 1.2 ms, 2 attempts");
    BOOST_TEST(line_of(&logger::on_call_finished, {images, nullptr, false, 1, 0ns}) ==
               "[1f0e77a2] ListImages: cut short after 0.0 ms, 1 attempt");
    BOOST_TEST(line_of(&logger::on_call_finished, {images, &failure, true, 1, 5ms}) ==
               "[1f0e77a2] ListImages: failed: RepositoryNotFoundException");
    BOOST_TEST(line_of(&logger::on_attempt_started, {images, 2, 3, 50ms, "https://host"}) ==
               "[1f0e77a2] ListImages: attempt 2 of 3 at https://host after a wait of 50.0 ms");
    BOOST_TEST(line_of(&logger::on_attempt_finished,
                       {images, 1, 12345us, &failure, true, 400, "5c", 41, 310, "https://host"}) ==
               "[1f0e77a2] ListImages: attempt 1 answered 400 after 12.3 ms, request id 5c, 41 bytes sent, "
               "310 received: RepositoryNotFoundException");
    BOOST_TEST(
        line_of(&logger::on_retry_scheduled, {images, 1, ecr::retry_class::expired_credentials, 50ms, 486}) ==
        "[1f0e77a2] ListImages: attempt 1 is retried in 50.0 ms (expired-credentials), quota 486");
    BOOST_TEST(line_of(&logger::on_retry_refused,
                       {images, 3, ecr::retry_class::transient, "all attempts were made", 1}) ==
               "[1f0e77a2] ListImages: attempt 3 is not retried: all attempts were made, quota 1");
    BOOST_TEST(line_of(&logger::on_connection_used, {images, true, false, {}}) ==
               "[1f0e77a2] ListImages: connection reused");
    BOOST_TEST(line_of(&logger::on_connection_used, {images, false, true, {0ns, 1ms, 2ms, 0ns, 3ms}}) ==
               "[1f0e77a2] ListImages: connection made in place of a dead one: dns 1.0 ms, connect 2.0 ms, "
               "tls 3.0 ms");
    BOOST_TEST(line_of(&logger::on_connection_failed, {images, {4ms, 1ms}}) ==
               "[1f0e77a2] ListImages: no connection: pool 4.0 ms, dns 1.0 ms");
    BOOST_TEST(line_of(&logger::on_credentials_asked, {images, 1ms, true, "vault"}) ==
               "[1f0e77a2] ListImages: credentials from vault after 1.0 ms");
    BOOST_TEST(line_of(&logger::on_clock_corrected, {images, -300s}) ==
               "[1f0e77a2] ListImages: clock corrected by -300000 ms");
}

BOOST_AUTO_TEST_CASE(text_of_others_stays_on_its_line) {
    const auto line = line_of(&ecr::line_logger::on_attempt_finished,
                              {images, 1, 0ns, nullptr, true, 200, "a\nb\x1b[2J", 0, 0, ""});

    BOOST_TEST(line == "[1f0e77a2] ListImages: attempt 1 answered 200 after 0.0 ms, request id "
                       "a\\nb\\x1b[2J, 0 bytes sent, 0 received");
}

BOOST_AUTO_TEST_CASE(a_sink_that_throws_does_not_fail_the_call) {
    canned_client client({success()});
    client.config.observer =
        std::make_shared<ecr::line_logger>([](std::string_view) { throw std::runtime_error("disk full"); });

    BOOST_TEST(client.list().has_value());
}

BOOST_AUTO_TEST_CASE(messages_are_only_shown_when_asked_for) {
    logged quiet({success()});
    logged loud({{.headers = {{"x-amzn-RequestId", "abc"}}, .body = R"({"imageIds":[{"imageTag":"v1"}]})"}},
                level::wire);

    BOOST_TEST(quiet.list().has_value());
    BOOST_TEST(loud.list().has_value());

    BOOST_TEST(!quiet.has("> "));
    BOOST_TEST(!quiet.has("< "));
    BOOST_TEST(loud.has(": > POST / HTTP/1.1"));
    BOOST_TEST(loud.has(": > X-Amz-Target: AmazonEC2ContainerRegistry_V20150921.ListImages"));
    BOOST_TEST(loud.has(": > Authorization: ***"));
    BOOST_TEST(loud.has(R"(: > {"repositoryName":"repo"})"));
    BOOST_TEST(loud.has(": < HTTP 200"));
    BOOST_TEST(loud.has(": < x-amzn-RequestId: abc"));
    BOOST_TEST(loud.has(R"(: < {"imageIds":[{"imageTag":"v1"}]})"));
}

BOOST_AUTO_TEST_CASE(of_long_messages_the_beginning_is_shown) {
    const std::string tag(100, 't');
    std::string body = R"({"imageIds":[)";
    for (int i = 0; i != 2000; ++i) body += R"({"imageTag":")" + tag + R"("},)";
    body.back() = ']';
    logged client({{.body = body + "}"}}, level::wire);

    BOOST_TEST(client.list().has_value());

    BOOST_TEST(client.has("... and " + std::to_string(body.size() + 1 - 65536) + " bytes more"));
}

BOOST_AUTO_TEST_SUITE_END()

}
