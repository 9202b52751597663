#include <ecr/observer.hpp>

#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <stdexcept>
#include <string>
#include <support/canned_client.hpp>

namespace {

using namespace std::chrono_literals;
using namespace test;

/// Writes down what it is told, without what depends on the clock.
class notebook final : public ecr::observer {
public:
    void on_call_started(const ecr::call_started& event) noexcept override {
        invocation = event.call.invocation_id;
        note("call " + std::string(event.call.operation));
    }
    void on_call_finished(const ecr::call_finished& event) noexcept override {
        note("end" + failed(event.failure) + " attempts " + std::to_string(event.attempts) +
             cut(event.completed));
        same_call = same_call && event.call.invocation_id == invocation;
    }
    void on_attempt_started(const ecr::attempt_started& event) noexcept override {
        note("attempt " + std::to_string(event.number) + "/" + std::to_string(event.max_attempts) +
             (event.delay > 0ns ? " delayed" : ""));
        endpoint = event.endpoint;
    }
    void on_attempt_finished(const ecr::attempt_finished& event) noexcept override {
        note("attempt end " + std::to_string(event.http_status) + " " + std::string(event.request_id) + " " +
             std::to_string(event.bytes_sent) + ":" + std::to_string(event.bytes_received) +
             failed(event.failure) + cut(event.completed));
        same_call = same_call && event.call.invocation_id == invocation;
    }
    void on_retry_scheduled(const ecr::retry_scheduled& event) noexcept override {
        note("retry " + std::string(to_string(event.reason)) + " quota " + std::to_string(event.quota));
    }
    void on_retry_refused(const ecr::retry_refused& event) noexcept override {
        note("no retry: " + std::string(event.why));
    }
    void on_connection_used(const ecr::connection_used& event) noexcept override {
        note(std::string("connection") + (event.reused ? " reused" : "") +
             (event.replaced ? " replaced" : "") + " " + std::to_string(event.times.dns.count()));
    }
    void on_connection_failed(const ecr::connection_failed& event) noexcept override {
        note("no connection " + std::to_string(event.times.pool.count()));
    }
    void on_credentials_asked(const ecr::credentials_asked& event) noexcept override {
        note("keys " + (event.succeeded ? std::string(event.provider_name) : "none"));
    }
    void on_clock_corrected(const ecr::clock_corrected& event) noexcept override {
        note(event.correction < -1h ? "clock is ahead" : "clock is fine");
    }

    std::vector<std::string> notes{};
    std::string invocation{};
    std::string endpoint{};
    bool same_call = true;

private:
    static std::string failed(const ecr::error* failure) {
        return failure != nullptr ? " " + std::string(to_string(failure->kind())) : "";
    }
    static std::string cut(bool completed) { return completed ? "" : " cut"; }
    void note(std::string text) { notes.push_back(std::move(text)); }
};

class slow_keys final : public ecr::credentials_provider {
public:
    explicit slow_keys(bool has_some)
        : has_some_(has_some) {}

    boost::asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        if (!has_some_) {
            ecr::error_data parts;
            parts.kind = ecr::error_kind::credentials;
            ecr::throw_error(ecr::error(std::move(parts)));
        }
        ecr::credentials keys;
        keys.access_key_id = "AKID";
        keys.secret_access_key = "secret";
        keys.provider_name = "vault";
        co_return std::make_shared<const ecr::credentials>(std::move(keys));
    }

private:
    bool has_some_;
};

struct observed : canned_client {
    explicit observed(script answers)
        : canned_client(std::move(answers)) {
        config.observer = book;
    }
    std::shared_ptr<notebook> book = std::make_shared<notebook>();
};

using notes = std::vector<std::string>;

void check(const notes& got, const notes& expected) {
    BOOST_TEST(got == expected, boost::test_tools::per_element());
}

}

BOOST_AUTO_TEST_SUITE(observer)

BOOST_AUTO_TEST_CASE(a_call_is_told_from_start_to_end) {
    observed client({{.headers = {{"x-amzn-RequestId", "abc"}},
                      .body = R"({"imageIds":[]})",
                      .report = {.request_sent = true, .times = {.dns = 5ns}}}});

    const auto outcome = client.list();

    BOOST_TEST(outcome.has_value());
    check(client.book->notes,
          {"call ListImages", "attempt 1/3", "connection 5", "attempt end 200 abc 25:15", "end attempts 1"});
    BOOST_TEST(client.book->invocation == client.transport->requests[0].header("amz-sdk-invocation-id"));
    BOOST_TEST(client.book->endpoint == "https://api.ecr.eu-west-1.amazonaws.com");
    BOOST_TEST(client.book->same_call);
}

BOOST_AUTO_TEST_CASE(a_retry_is_told_with_its_reason_and_what_is_left_of_the_quota) {
    observed client({{.status = 0,
                      .failure = broken("reset"),
                      .report = {.request_sent = true, .connection_reused = true}},
                     failing(500, "ServerException"),
                     {.report = {.request_sent = true, .sent_before = true}}});

    BOOST_TEST(client.list().has_value());

    check(client.book->notes,
          {"call ListImages", "attempt 1/3", "connection reused 0", "attempt end 0  25:0 connect",
           "retry transient quota 486", "attempt 2/3 delayed", "connection 0",
           "attempt end 500 request-1 25:43 service", "retry transient quota 472", "attempt 3/3 delayed",
           "connection replaced 0", "attempt end 200  25:2", "end attempts 3"});
}

BOOST_AUTO_TEST_CASE(a_connection_that_was_not_had_is_told_with_the_time_it_took) {
    observed client(
        {{.status = 0, .failure = broken("no turn"), .report = {.times = {.pool = 7ns}}}, success()});

    BOOST_TEST(client.list().has_value());

    const auto& notes = client.book->notes;
    BOOST_TEST(std::ranges::count(notes, "no connection 7") == 1);
    BOOST_TEST(std::ranges::count(notes, "connection 0") == 1);
}

BOOST_AUTO_TEST_CASE(an_end_without_retry_says_why) {
    observed final_failure({failing(400, "RepositoryNotFoundException")});
    observed throttled({failing(400, "ThrottlingException")});
    throttled.config.retry.max_attempts = 1;

    BOOST_TEST(final_failure.list().has_error());
    BOOST_TEST(throttled.list().has_error());

    check(final_failure.book->notes,
          {"call ListImages", "attempt 1/3", "connection 0", "attempt end 400 request-1 25:55 service",
           "no retry: another attempt would fail in the same way", "end service attempts 1"});
    BOOST_TEST(throttled.book->notes[4] == "no retry: all attempts were made");
}

BOOST_AUTO_TEST_CASE(a_request_that_is_refused_has_a_start_and_an_end) {
    observed client({success()});

    const auto outcome = client.call(ecr::list_images, {});

    BOOST_TEST(outcome.has_error());
    check(client.book->notes, {"call ListImages", "end validation attempts 0"});
}

BOOST_AUTO_TEST_CASE(asking_for_keys_is_told_when_none_are_ready) {
    observed client({success()});
    client.config.credentials = std::make_shared<slow_keys>(true);
    observed without({success()});
    without.config.credentials = std::make_shared<slow_keys>(false);

    BOOST_TEST(client.list().has_value());
    BOOST_TEST(without.list().has_error());

    BOOST_TEST(client.book->notes[2] == "keys vault");
    check(without.book->notes, {"call ListImages", "attempt 1/3", "keys none", "attempt end 0  0:0 cut",
                                "end credentials attempts 1"});
}

BOOST_AUTO_TEST_CASE(a_corrected_clock_is_told) {
    auto skewed = failing(403, "InvalidSignatureException", "Signature not yet current");
    skewed.headers.emplace_back("Date", "Thu, 01 Jan 2015 00:00:00 GMT");
    observed client({skewed, {}});

    BOOST_TEST(client.list().has_value());

    BOOST_TEST(client.book->notes[3] == "clock is ahead");
    BOOST_TEST(client.book->notes[5] == "retry clock-skew quota 486");
}

BOOST_AUTO_TEST_CASE(calls_that_are_destroyed_are_cut_short) {
    class silence final : public ecr::http_transport {
        boost::asio::awaitable<ecr::transport_report> exchange(const ecr::http_request&,
                                                               ecr::response_sink&) override {
            const auto executor = co_await boost::asio::this_coro::executor;
            boost::asio::steady_timer timer(executor, std::chrono::hours(1));
            co_await timer.async_wait(boost::asio::use_awaitable);
            co_return ecr::transport_report();
        }
    };
    observed setup({success()});
    setup.config.transport = std::make_shared<silence>();
    {
        boost::asio::io_context context;
        const ecr::client client(context.get_executor(), setup.config);
        const ecr::list_images_request request{.repository_name = "repo"};
        ecr::list_images(client, request, boost::asio::detached);
        context.poll();
    }

    check(setup.book->notes,
          {"call ListImages", "attempt 1/3", "attempt end 0  25:0 cut", "end attempts 1 cut"});
}

BOOST_AUTO_TEST_SUITE_END()
