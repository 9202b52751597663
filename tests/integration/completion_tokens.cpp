#include <ecr/operation.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>
#include <boost/version.hpp>

#include <chrono>
#include <support/service_calls.hpp>
#include <tuple>

#if BOOST_VERSION >= 108600
#include <boost/asio/cancel_after.hpp>
#endif

BOOST_AUTO_TEST_SUITE(completion_tokens)

namespace {

using namespace std::chrono_literals;
using namespace test;

using answered = std::tuple<std::exception_ptr, ecr::list_images_response>;

std::string text_of(const std::exception_ptr& failure) {
    try {
        if (failure) std::rethrow_exception(failure);
    } catch (const ecr::exception& thrown) {
        return to_string(thrown.error());
    }
    return {};
}

/// Calls twice, of which the second is refused, by a token that gives both parts of the answer.
template <class Token>
void check_tuples(const Token& token) {
    service_calls at;
    at.peer->scripts = {{.body = two_images}, failing(400, "RepositoryNotFoundException", "not there")};
    answered good;
    answered bad;
    auto body = [&]() -> asio::awaitable<void> {
        const auto request = some_images();
        auto first = ecr::list_images(at.client, request, token);
        good = co_await std::move(first);
        auto second = ecr::list_images(at.client, request, token);
        bad = co_await std::move(second);
    };

    run_coroutine(at.context, std::move(body));

    BOOST_TEST(text_of(std::get<0>(good)) == "");
    BOOST_TEST(std::get<1>(good).image_ids.size() == 2U);
    BOOST_TEST(text_of(std::get<0>(bad)).find("not there") != std::string::npos);
    BOOST_TEST(std::get<1>(bad).image_ids.empty());
}

}

BOOST_AUTO_TEST_CASE(failure_and_response_are_awaited_as_a_tuple) {
    check_tuples(asio::as_tuple(asio::use_awaitable));
    check_tuples(asio::as_tuple(asio::deferred));
}

BOOST_AUTO_TEST_CASE(a_callback_takes_failure_and_response_as_a_tuple) {
    service_calls at;
    at.peer->otherwise.body = two_images;
    std::size_t found = 0;
    const auto request = some_images();

    ecr::list_images(at.client, request, asio::as_tuple([&](const answered& made) {
                         BOOST_TEST(text_of(std::get<0>(made)) == "");
                         found = std::get<1>(made).image_ids.size();
                     }));
    at.run_until([&] { return found != 0; });

    BOOST_TEST(found == 2U);
}

#if BOOST_VERSION >= 108600
BOOST_AUTO_TEST_CASE(an_adapter_without_a_token_gives_what_can_be_awaited) {
    check_tuples(asio::as_tuple);
}

BOOST_AUTO_TEST_CASE(a_call_is_cancelled_after_a_time_that_its_token_names) {
    service_calls at;
    at.peer->scripts = {{.body = two_images}, {.cut_at = 0, .stall = true}, {.body = two_images}};
    answered good;
    answered late;
    auto body = [&]() -> asio::awaitable<void> {
        const auto request = some_images();
        auto first =
            ecr::list_images(at.client, request, asio::as_tuple(asio::cancel_after(1h, asio::use_awaitable)));
        good = co_await std::move(first);
        auto second = ecr::list_images(at.client, request,
                                       asio::as_tuple(asio::cancel_after(20ms, asio::use_awaitable)));
        late = co_await std::move(second);
    };

    run_coroutine(at.context, std::move(body));
    const auto next = at.list();

    BOOST_TEST(text_of(std::get<0>(good)) == "");
    BOOST_TEST(std::get<1>(good).image_ids.size() == 2U);
    BOOST_REQUIRE(std::get<0>(late));
    BOOST_CHECK_THROW(std::rethrow_exception(std::get<0>(late)), ecr::cancelled_exception);
    BOOST_TEST(problem_of(next) == "");
    BOOST_TEST(at.peer.accepted() == 2);
    BOOST_TEST(at.client.gauges().in_use == 0U);
}

BOOST_AUTO_TEST_CASE(a_time_without_a_token_gives_what_can_be_awaited) {
    service_calls at;
    at.peer->scripts = {{.body = two_images}, {.cut_at = 0, .stall = true}};
    std::size_t found = 0;
    bool cancelled = false;
    auto body = [&]() -> asio::awaitable<void> {
        const auto request = some_images();
        auto first = ecr::list_images(at.client, request, asio::cancel_after(1h));
        const auto page = co_await std::move(first);
        found = page.image_ids.size();
        auto second = ecr::list_images(at.client, request, asio::cancel_after(20ms));
        try {
            co_await std::move(second);
        } catch (const ecr::cancelled_exception&) {
            cancelled = true;
        }
    };

    run_coroutine(at.context, std::move(body));

    BOOST_TEST(found == 2U);
    BOOST_TEST(cancelled);
}
#endif

BOOST_AUTO_TEST_SUITE_END()
