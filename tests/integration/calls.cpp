#include <ecr/operation/upload_layer_part.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <fstream>
#include <future>
#include <iterator>
#include <support/service_calls.hpp>

/// An operation that the library does not know, as a program may add it.
namespace mine {

struct weigh_image_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::int32_t precision{};
};
ECR_SHAPE(weigh_image_request, registry_id, repository_name, precision);

struct weigh_image_response {
    double weight{};
    std::vector<std::string> notes{};
};
ECR_SHAPE(weigh_image_response, weight, notes);

inline constexpr ecr::operation<weigh_image_request, weigh_image_response, ecr::errors<>> weigh_image{
    "WeighImage"};

}

BOOST_AUTO_TEST_SUITE(calls)

namespace {

using namespace std::chrono_literals;
using namespace test;

int threads() {
    std::ifstream file("/proc/self/status");
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return std::stoi(between(text, "Threads:\t", "\n"));
}

}

BOOST_AUTO_TEST_CASE(the_request_is_exactly_what_the_protocol_asks_for) {
    service_calls at;
    at.peer->otherwise.body = two_images;

    const auto outcome = at.call(at.client.with({.endpoint_url = at.peer.url() + "/proxy/ecr/"}),
                                 ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(problem_of(outcome) == "");
    BOOST_TEST_REQUIRE(outcome->image_ids.size() == 2U);
    BOOST_TEST(outcome->image_ids[1].image_tag.value() == "b");
    const auto& sent = at.peer->requests.at(0);
    BOOST_TEST(sent.method == "POST");
    BOOST_TEST(sent.target == "/proxy/ecr/");
    BOOST_TEST(sent.body == R"({"repositoryName":"team/web"})");
    BOOST_TEST(sent.headers.size() == 10U);
    BOOST_TEST("http://" + sent.header("host") == at.peer.url());
    BOOST_TEST(sent.header("content-type") == "application/x-amz-json-1.1");
    BOOST_TEST(sent.header("content-length") == "29");
    BOOST_TEST(sent.header("x-amz-target") == "AmazonEC2ContainerRegistry_V20150921.ListImages");
    BOOST_TEST(sent.header("x-amz-security-token") == "a/session+token==");
    BOOST_TEST(sent.header("user-agent").starts_with("ecr/"), sent.header("user-agent"));
    BOOST_TEST(sent.header("amz-sdk-request") == "attempt=1; max=1");
    BOOST_TEST(signature_problem(sent, signing_keys(), "eu-west-1") == "");
}

BOOST_AUTO_TEST_CASE(every_call_form_gives_the_same_response) {
    service_calls at;
    at.peer->otherwise.body = two_images;
    at.peer->otherwise.headers = {{"X-Amzn-RequestId", "77"}};
    const auto request = some_images();
    std::size_t thrown = 0;
    std::size_t metadata = 0;
    std::size_t called = 0;
    auto body = [&]() -> asio::awaitable<void> {
        auto plain = ecr::list_images(at.client, request);
        const auto page = co_await std::move(plain);
        thrown = page.image_ids.size();
        auto rich = ecr::list_images(at.client, request, ecr::with_metadata);
        const auto reply = co_await std::move(rich);
        metadata = reply.value.image_ids.size();
        BOOST_TEST(reply.metadata.request_id == "77");
        BOOST_TEST(reply.metadata.http_status == 200);
        BOOST_TEST(reply.metadata.attempts == 1);
        BOOST_TEST((reply.metadata.elapsed > 0ns));
        BOOST_TEST(reply.metadata.header("x-amzn-requestid").value_or("") == "77");
    };
    run_coroutine(at.context, std::move(body));
    auto future = ecr::list_images(at.client, request, asio::use_future);
    ecr::list_images(at.client, request,
                     [&](std::exception_ptr failure, const ecr::list_images_response& page) {
                         BOOST_TEST(!failure);
                         called = page.image_ids.size();
                     });
    ecr::list_images(at.client, request, asio::detached);
    std::size_t deferred = 0;
    auto later = ecr::list_images(at.client, request, asio::deferred);
    std::move(later)(
        [&](std::exception_ptr, const ecr::list_images_response& page) { deferred = page.image_ids.size(); });
    at.run_until([&] { return called != 0 && deferred != 0 && at.peer->requests.size() == 6; });
    at.run_until([&] { return future.wait_for(0s) == std::future_status::ready; });

    BOOST_TEST(thrown == 2U);
    BOOST_TEST(metadata == 2U);
    BOOST_TEST(called == 2U);
    BOOST_TEST(deferred == 2U);
    BOOST_TEST(future.get().image_ids.size() == 2U);
}

BOOST_AUTO_TEST_CASE(a_program_calls_operations_of_its_own) {
    service_calls at;
    at.peer->otherwise.body = R"({"weight":1.5,"notes":["heavy"]})";
    mine::weigh_image_request request;
    request.repository_name = "team/web";
    request.precision = 3;

    const auto outcome = at.call(at.client.with({.registry_id = "111122223333"}), mine::weigh_image, request);

    BOOST_TEST_REQUIRE(problem_of(outcome) == "");
    BOOST_TEST(outcome->weight == 1.5);
    BOOST_TEST(outcome->notes.at(0) == "heavy");
    BOOST_TEST(at.peer->requests.at(0).header("x-amz-target") ==
               "AmazonEC2ContainerRegistry_V20150921.WeighImage");
    BOOST_TEST(at.peer->requests.at(0).body ==
               R"({"registryId":"111122223333","repositoryName":"team/web","precision":3})");
}

BOOST_AUTO_TEST_CASE(a_request_need_not_outlive_the_expression_that_calls) {
    service_calls at;
    std::optional<asio::awaitable<ecr::upload_layer_part_response>> work;
    {
        auto request = std::make_unique<ecr::upload_layer_part_request>();
        request->repository_name = "team/web";
        request->upload_id = "u";
        request->part_last_byte = 2;
        request->layer_part_blob = ecr::blob::copy("abc");
        work.emplace(ecr::upload_layer_part(at.client, *request));
    }
    auto body = [&]() -> asio::awaitable<void> { co_await std::move(*work); };

    run_coroutine(at.context, std::move(body));

    BOOST_TEST(between(at.peer->requests.at(0).body, R"("layerPartBlob":")", "\"") == "YWJj");
    BOOST_TEST(signature_problem(at.peer->requests.at(0), signing_keys(), "eu-west-1") == "");
}

#if !ECR_REFUSE_TEMPORARY_REQUESTS
BOOST_AUTO_TEST_CASE(a_temporary_request_is_called_in_one_statement) {
    service_calls at;
    at.peer->otherwise.body = two_images;
    std::size_t found = 0;
    auto body = [&]() -> asio::awaitable<void> {
        const auto page =
            co_await ecr::list_images(at.client, {.repository_name = "team/" + std::string(40, 'w')});
        found = page.image_ids.size();
    };

    run_coroutine(at.context, std::move(body));

    BOOST_TEST(found == 2U);
    BOOST_TEST(at.peer->requests.at(0).body ==
               R"({"repositoryName":"team/)" + std::string(40, 'w') + R"("})");
}
#endif

BOOST_AUTO_TEST_CASE(a_bound_slot_cancels_an_exchange_and_the_connection_is_not_used_again) {
    service_calls at;
    at.peer->scripts.push_back({.cut_at = 0, .stall = true});
    asio::cancellation_signal signal;
    boost::system::error_code code;
    bool done = false;
    const auto request = some_images();
    ecr::list_images(
        at.client, request,
        asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr failure, const auto&) {
            done = true;
            try {
                if (failure) std::rethrow_exception(failure);
            } catch (const ecr::cancelled_exception& cancelled) {
                code = cancelled.code();
            }
        }));
    at.run_until([&] { return at.peer->requests.size() == 1; });
    signal.emit(asio::cancellation_type::partial);
    at.run_until([&] { return done; });
    const auto next = at.list();

    BOOST_TEST((code == asio::error::operation_aborted));
    BOOST_TEST(next.has_value());
    BOOST_TEST(at.peer.accepted() == 2);
    BOOST_TEST(at.client.gauges().in_use == 0U);
}

BOOST_AUTO_TEST_CASE(calls_to_an_address_or_with_a_resolver_of_ones_own_start_no_thread) {
    service_calls at;
    auto config = config_for("http://registry.example:" + between(at.peer.url() + "/", "127.0.0.1:", "/"));
    config.resolver = std::make_shared<fixed_resolver>(std::vector{loopback()});
    const ecr::client named(at.context.get_executor(), config);
    const int before = threads();

    const auto by_address = at.list();
    const auto by_name = at.call(named, ecr::list_images, some_images());

    BOOST_TEST(by_address.has_value());
    BOOST_TEST_REQUIRE(problem_of(by_name) == "");
    BOOST_TEST(threads() == before);
}

BOOST_AUTO_TEST_CASE(only_the_systems_resolver_costs_a_thread) {
    service_calls at;
    const auto port = between(at.peer.url() + "/", "127.0.0.1:", "/");
    const ecr::client named(at.context.get_executor(), config_for("http://localhost:" + port));
    std::thread([] {}).join(); // with the first thread, a sanitizer may start one of its own
    const int before = threads();

    const auto outcome = at.call(named, ecr::list_images, some_images());

    BOOST_TEST_REQUIRE(problem_of(outcome) == "");
    BOOST_TEST(threads() == before + 1);
}

BOOST_AUTO_TEST_CASE(a_call_over_tls_is_signed_for_the_name_that_was_verified) {
    asio::io_context context;
    const auto own = make_identity();
    tls_service peer(context.get_executor(), {.own = own});
    auto config = config_for(peer.url());
    config.tls.verify = false;
    config.resolver = std::make_shared<fixed_resolver>(std::vector{loopback()});
    const ecr::client client(context.get_executor(), config);
    std::string problems;
    auto body = [&]() -> asio::awaitable<void> {
        const auto request = some_images();
        for (int i = 0; i != 2; ++i) {
            auto work = ecr::list_images(client, request, ecr::as_result);
            const auto outcome = co_await std::move(work);
            problems += problem_of(outcome);
        }
    };

    run_coroutine(context, std::move(body));

    BOOST_TEST_REQUIRE(problems == "");
    BOOST_TEST_REQUIRE(peer->requests.size() == 2U);
    BOOST_TEST(peer.accepted() == 1);
    BOOST_TEST(peer->requests[1].header("host").starts_with("localhost:"));
    BOOST_TEST(signature_problem(peer->requests[1], signing_keys(), "eu-west-1") == "");
}

BOOST_AUTO_TEST_CASE(certificates_that_cannot_be_read_fail_only_the_calls_that_need_them) {
    service_calls at;
    const std::string secured = "https://registry.example:1";
    const struct {
        std::string url, http_proxy, https_proxy;
        bool reads;
    } table[] = {
        {at.peer.url(), "", "", false},
        {at.peer.url(), "", secured, false},
        {secured, "", "", true},
        {secured, "", at.peer.url(), true},
        {"http://registry.example", secured, "", true},
        {"http://registry.example", at.peer.url(), "", false},
    };
    for (const auto& each : table) {
        auto config = config_for(each.url);
        config.tls.ca_file = "missing.pem";
        config.proxy = {.http_proxy = each.http_proxy, .https_proxy = each.https_proxy};
        const ecr::client client(at.context.get_executor(), config);

        const auto outcome = at.call(client, ecr::list_images, some_images());

        BOOST_TEST_CONTEXT(each.url << " through " << each.http_proxy << each.https_proxy) {
            const auto text = problem_of(outcome);
            // What is called as a proxy here is none.
            if (each.http_proxy.empty()) BOOST_TEST(text.empty() == !each.reads, text);
            BOOST_TEST((text.find("ca_file \"missing.pem\"") != text.npos) == each.reads, text);
        }
    }
}

BOOST_AUTO_TEST_CASE(certificates_are_read_for_the_first_connection_that_needs_them) {
    service_calls at;
    auto config = config_for(at.peer.url());
    config.tls.ca_file = "missing.pem";
    const ecr::client client(at.context.get_executor(), config);
    const auto secured = client.with({.endpoint_url = "https://127.0.0.1:1"});

    const auto plain = at.call(client, ecr::list_images, some_images());
    const auto first = at.call(secured, ecr::list_images, some_images());
    const auto second = at.call(secured, ecr::list_images, some_images());
    const auto again = at.call(client, ecr::list_images, some_images());

    BOOST_TEST(problem_of(plain) == "");
    BOOST_REQUIRE(first.has_error() && second.has_error());
    BOOST_TEST((first.error().kind() == ecr::error_kind::configuration));
    BOOST_TEST(second.error().message() == first.error().message());
    BOOST_TEST(problem_of(again) == "");
    BOOST_TEST(at.peer.accepted() == 1);
}

BOOST_AUTO_TEST_SUITE_END()
