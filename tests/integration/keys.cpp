#include <ecr/operation/list_images.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <stdexcept>
#include <support/scripted_calls.hpp>

BOOST_AUTO_TEST_SUITE(keys)

namespace {

using namespace std::chrono_literals;
using namespace test;
namespace asio = boost::asio;
using ecr::error_kind;
using shared_keys = std::shared_ptr<const ecr::credentials>;

/// Does whatever a provider may do, after a turn of the event loop.
class any_provider final : public ecr::credentials_provider {
public:
    explicit any_provider(std::function<shared_keys()> answer)
        : answer_(std::move(answer)) {}

    asio::awaitable<shared_keys> get() override {
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer never(executor, asio::steady_timer::time_point::max());
        if (!answer_) co_await never.async_wait(asio::use_awaitable);
        co_await asio::post(asio::use_awaitable);
        co_return answer_();
    }

private:
    std::function<shared_keys()> answer_;
};

shared_keys fail_as_agreed() {
    ecr::error_data parts;
    parts.kind = error_kind::credentials;
    parts.message = "the file is empty";
    ecr::throw_error(ecr::error(std::move(parts)));
}
shared_keys fail_with_a_socket() {
    throw boost::system::system_error(asio::error::connection_refused);
}
shared_keys fail_in_general() {
    throw std::runtime_error("cannot parse: AWS_SECRET_ACCESS_KEY");
}
shared_keys none() {
    return nullptr;
}

std::string key_of(const seen_request& request) {
    return between(request.header("authorization"), "Credential=", "/");
}

}

BOOST_AUTO_TEST_CASE(expired_keys_are_replaced_at_once_and_the_provider_is_told) {
    for (const auto* const code : {"ExpiredTokenException", "ExpiredToken", "UnrecognizedClientException"}) {
        scripted_calls scene;
        const auto provider = std::make_shared<scripted_keys>(std::vector<std::string>{"OLD", "NEW"});
        scene.config.credentials = provider;
        scene.prepare(service_error(403, code));

        const auto outcome = scene.call(ecr::list_images, some_images());

        BOOST_TEST(outcome.has_value(), code);
        BOOST_TEST_REQUIRE(scene.service->requests.size() == 2U);
        BOOST_TEST(key_of(scene.service->requests[0]) == "OLD");
        BOOST_TEST(key_of(scene.service->requests[1]) == "NEW");
        BOOST_TEST(provider->complaints.size() == 1U);
        BOOST_TEST(scene.time->waits.empty());
    }
}

BOOST_AUTO_TEST_CASE(keys_are_renewed_only_once_in_a_call) {
    scripted_calls scene;
    scene.config.credentials = std::make_shared<scripted_keys>(std::vector<std::string>{"1", "2", "3"});
    scene.prepare(service_error(403, "ExpiredTokenException"), 9);

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST(outcome.error().is(ecr::condition::expired_credentials));
    BOOST_TEST(scene.service->requests.size() == 2U);
}

BOOST_AUTO_TEST_CASE(fixed_keys_that_the_service_does_not_accept_are_not_tried_twice) {
    for (const auto* const code : {"ExpiredTokenException", "UnrecognizedClientException"}) {
        scripted_calls scene;
        scene.prepare(service_error(403, code));

        const auto outcome = scene.call(ecr::list_images, some_images());

        BOOST_TEST_REQUIRE(outcome.has_error(), code);
        BOOST_TEST(scene.service->requests.size() == 1U, code);
    }
}

BOOST_AUTO_TEST_CASE(every_attempt_asks_for_keys_again) {
    scripted_calls scene;
    const auto provider = std::make_shared<scripted_keys>(std::vector<std::string>{"ONE"});
    scene.config.credentials = provider;
    scene.prepare(service_error(500, "ServerException"), 2);

    (void)scene.call(ecr::list_images, some_images());

    BOOST_TEST(provider->asked == 3);
}

BOOST_AUTO_TEST_CASE(a_view_of_a_client_may_have_other_keys) {
    scripted_calls scene;

    (void)scene.call(ecr::list_images, some_images(),
                     {.credentials = std::make_shared<ecr::static_credentials>(some_keys("OTHER"))});

    BOOST_TEST(key_of(scene.service->requests.at(0)) == "OTHER");
}

BOOST_AUTO_TEST_CASE(a_provider_without_keys_ends_the_call_with_its_reason_and_no_request) {
    struct row {
        std::function<shared_keys()> answer;
        std::string message;
        boost::system::error_code cause;
    };
    const std::vector<row> table{
        {fail_as_agreed, "the file is empty", {}},
        {fail_with_a_socket, "the credentials provider failed: Connection refused",
         asio::error::connection_refused},
        {fail_in_general, "the credentials provider failed: cannot parse", {}},
        {none, "the credentials provider has no keys", {}},
    };
    for (const bool limited : {false, true}) {
        for (const auto& [answer, message, cause] : table) {
            BOOST_TEST_CONTEXT(message << (limited ? " before a deadline" : "")) {
                scripted_calls scene;
                // Were the failure not heard of, the wait for the deadline would hang.
                scene.time->stands_still = true;
                scene.config.credentials = std::make_shared<any_provider>(answer);
                ecr::call_options options;
                if (limited) options.timeout = 10s;

                const auto outcome = scene.call(ecr::list_images, some_images(), options);

                BOOST_TEST_REQUIRE(outcome.has_error());
                BOOST_TEST((outcome.error().kind() == error_kind::credentials));
                BOOST_TEST(outcome.error().message().starts_with(message), outcome.error().message());
                BOOST_TEST(outcome.error().cause() == cause);
                BOOST_TEST(outcome.error().attempts() == 1);
                BOOST_TEST(scene.service->requests.empty());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(no_provider_is_an_error_that_says_what_to_do) {
    scripted_calls scene;
    scene.config.credentials = nullptr;

    const auto outcome = scene.call(ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().kind() == error_kind::credentials));
    BOOST_TEST(outcome.error().message() == "no credentials: set client_config::credentials");
}

BOOST_AUTO_TEST_CASE(a_provider_that_never_answers_costs_no_more_than_the_deadline) {
    scripted_calls scene;
    scene.config.credentials = std::make_shared<any_provider>(nullptr);

    const auto outcome = scene.call(ecr::list_images, some_images(), {.timeout = 300ms});

    BOOST_TEST_REQUIRE(outcome.has_error());
    BOOST_TEST((outcome.error().timeout() == ecr::timeout_kind::operation));
    BOOST_TEST(outcome.error().message() == "operation timed out after 300 ms: getting credentials");
    BOOST_TEST((outcome.error().elapsed() == 300ms));
}

namespace {

/// Starts a call whose turn of the loop ends in a wait, cancels it and returns what it throws.
std::exception_ptr cancelled(scripted_calls& scene, const ecr::call_options& options,
                             asio::cancellation_type how) {
    std::exception_ptr thrown;
    bool done = false;
    asio::cancellation_signal signal;
    const ecr::client client(scene.context.get_executor(), scene.config);
    const auto request = some_images();
    const auto view = client.with(options);
    ecr::list_images(
        view, request,
        asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr failure, const auto&) {
            thrown = std::move(failure);
            done = true;
        }));
    for (int i = 0; i != 10; ++i) scene.context.poll();
    BOOST_TEST(!done);
    signal.emit(how);
    scene.context.restart();
    for (int i = 0; i != 10; ++i) scene.context.poll();
    BOOST_TEST(done);
    return thrown;
}

void check_cancelled(std::exception_ptr thrown, int attempts) {
    BOOST_TEST_REQUIRE(static_cast<bool>(thrown));
    try {
        std::rethrow_exception(std::move(thrown));
    } catch (const ecr::cancelled_exception& failure) {
        BOOST_TEST(failure.code() == asio::error::operation_aborted);
        BOOST_TEST(failure.error().attempts() == attempts);
    }
}

}

BOOST_AUTO_TEST_CASE(waiting_for_keys_can_be_cancelled_terminally_and_partially) {
    for (const auto how : {asio::cancellation_type::terminal, asio::cancellation_type::partial}) {
        for (const bool limited : {false, true}) {
            scripted_calls scene;
            scene.time->stands_still = true;
            scene.config.credentials = std::make_shared<any_provider>(nullptr);
            ecr::call_options options;
            if (limited) options.timeout = 10s;

            check_cancelled(cancelled(scene, options, how), 1);
        }
    }
}

BOOST_AUTO_TEST_CASE(the_wait_between_attempts_can_be_cancelled_and_counts_those_made) {
    for (const auto how : {asio::cancellation_type::terminal, asio::cancellation_type::partial}) {
        scripted_calls scene;
        scene.time->stands_still = true;
        scene.prepare(service_error(500, "ServerException"));

        check_cancelled(cancelled(scene, {}, how), 1);
    }
}

BOOST_AUTO_TEST_CASE(an_exchange_can_be_cancelled) {
    for (const auto how : {asio::cancellation_type::terminal, asio::cancellation_type::partial}) {
        scripted_calls scene;
        scene.prepare({.silent = true});

        check_cancelled(cancelled(scene, {}, how), 1);
    }
}

BOOST_AUTO_TEST_SUITE_END()
