#include <ecr/operation/describe_image_scan_findings.hpp>
#include <ecr/pager.hpp>

#include <boost/test/unit_test.hpp>

#include <random>
#include <support/paged_service.hpp>

BOOST_AUTO_TEST_SUITE(paging)

namespace {

using namespace test;
using strings = std::vector<std::string>;

/// Takes all that a stream has; what fails is asked for again, and counted.
template <class Stream>
std::vector<std::int64_t> drain(paged_scene& scene, Stream& stream, int& failures) {
    std::vector<std::int64_t> all;
    for (;;) {
        auto item = scene.get(stream.next(ecr::as_result));
        if (item.has_error()) {
            ++failures;
        } else if (!*item) {
            return all;
        } else {
            all.push_back((*item)->number);
        }
    }
}

ecr::exception failure_of(paged_scene& scene, auto work) {
    try {
        (void)scene.get(std::move(work));
    } catch (const ecr::exception& thrown) {
        return thrown;
    }
    throw std::logic_error("nothing failed");
}

}

BOOST_AUTO_TEST_CASE(items_come_in_order_and_each_page_is_asked_for_once) {
    for (const std::size_t prefetch : {0U, 1U, 2U, 9U}) {
        paged_scene scene;
        auto stream = scene.items({.prefetch = prefetch});

        const auto all = scene.get(stream.collect());

        BOOST_TEST(numbers_of(all) == up_to(10), boost::test_tools::per_element());
        BOOST_TEST(scene.service->tokens() == (strings{"-", "4", "7", "10"}),
                   boost::test_tools::per_element());
        BOOST_TEST(stream.resume_token() == "");
        BOOST_TEST(!scene.get(stream.next()).has_value());
    }
}

BOOST_AUTO_TEST_CASE(nothing_is_sent_before_the_first_item_is_wanted) {
    paged_scene scene;

    const auto stream = scene.items({.prefetch = 3});
    scene.context.run();

    BOOST_TEST(scene.service->requests.empty());
}

BOOST_AUTO_TEST_CASE(pages_come_as_they_are_and_the_request_stays_as_it_was) {
    paged_scene scene;
    scene.request.parity = "any";
    auto stream = scene.pages({.page_size = 8});

    const auto first = scene.get(stream.next());
    const auto second = scene.get(stream.next());
    const auto third = scene.get(stream.next());

    BOOST_TEST_REQUIRE((first && second));
    BOOST_TEST(numbers_of(first->numbers) == up_to(8), boost::test_tools::per_element());
    BOOST_TEST(first->next_token.value() == "9");
    BOOST_TEST(numbers_of(second->numbers) == up_to(10, 9), boost::test_tools::per_element());
    BOOST_TEST(!third.has_value());
    BOOST_TEST(scene.service->requests[1].parity == "any");
    BOOST_TEST(scene.service->requests[1].max_results.value() == 8);
    BOOST_TEST(!scene.request.next_token.has_value());
    BOOST_TEST(!scene.request.max_results.has_value());
}

BOOST_AUTO_TEST_CASE(the_calls_of_a_stream_say_so) {
    paged_scene scene;
    auto stream = scene.items();

    (void)scene.get(stream.next());

    BOOST_TEST(scene.service->agent.find(" m/C,E") != std::string::npos, scene.service->agent);
}

BOOST_AUTO_TEST_CASE(the_first_page_tells_what_is_not_an_item) {
    for (const std::size_t prefetch : {0U, 2U}) {
        paged_scene scene;
        auto items = scene.items({.prefetch = prefetch});
        auto pages = scene.pages({.prefetch = prefetch});

        const bool before = items.first_page() != nullptr;
        (void)scene.get(items.collect());
        const auto whole = scene.get(pages.collect());

        BOOST_TEST(!before);
        BOOST_TEST(items.first_page()->title.value() == "from 1");
        BOOST_TEST(items.first_page()->numbers.empty());
        BOOST_TEST(whole.title.value() == "from 1");
        BOOST_TEST(numbers_of(whole.numbers) == up_to(10), boost::test_tools::per_element());
        BOOST_TEST(!whole.next_token.has_value());
    }
}

BOOST_AUTO_TEST_CASE(a_stream_ends_after_exactly_the_most_items_and_another_goes_on) {
    for (const std::size_t prefetch : {0U, 4U}) {
        for (std::int64_t most = 0; most != 12; ++most) {
            paged_scene scene;
            auto first = scene.items({.max_items = static_cast<std::uint64_t>(most), .prefetch = prefetch});
            auto got = numbers_of(scene.get(first.collect()));
            const auto token = first.resume_token();
            scene.context.run();
            const auto pages = scene.service->requests.size();

            BOOST_TEST_CONTEXT(most << " items, prefetch " << prefetch) {
                BOOST_TEST(got == up_to(std::min<std::int64_t>(most, 10)), boost::test_tools::per_element());
                BOOST_TEST(pages == static_cast<std::size_t>((std::min<std::int64_t>(most, 10) + 2) / 3));
                BOOST_TEST(token.empty() == (most >= 10));
                if (token.empty()) continue;
                auto second = scene.items({.page_size = 2, .starting_token = token, .prefetch = prefetch});
                for (const auto each : numbers_of(scene.get(second.collect()))) got.push_back(each);
                BOOST_TEST(got == up_to(10), boost::test_tools::per_element());
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(collecting_pages_with_a_limit_tells_where_to_go_on) {
    paged_scene scene;
    auto first = scene.pages();

    const auto some = scene.get(first.collect(5));
    auto second = scene.pages({.starting_token = some.next_token.value()});
    const auto rest = scene.get(second.collect());

    BOOST_TEST(numbers_of(some.numbers) == up_to(5), boost::test_tools::per_element());
    BOOST_TEST(numbers_of(rest.numbers) == up_to(10, 6), boost::test_tools::per_element());
    BOOST_TEST(rest.title.value() == "from 4");
}

BOOST_AUTO_TEST_CASE(a_stream_begins_at_the_token_of_the_request_or_of_the_options) {
    paged_scene scene;
    scene.request.next_token = "7";
    scene.request.max_results = 2;
    auto from_request = scene.items();
    auto from_options = scene.items({.page_size = 5, .starting_token = "9"});

    const auto first = numbers_of(scene.get(from_request.collect()));
    const auto second = numbers_of(scene.get(from_options.collect()));

    BOOST_TEST(first == up_to(10, 7), boost::test_tools::per_element());
    BOOST_TEST(second == up_to(10, 9), boost::test_tools::per_element());
    BOOST_TEST(scene.service->requests.front().max_results.value() == 2);
    BOOST_TEST(scene.service->requests.back().max_results.value() == 5);
}

BOOST_AUTO_TEST_CASE(a_cursor_of_another_request_is_refused_before_anything_is_sent) {
    paged_scene scene;
    auto mine = scene.items({.max_items = 2});
    (void)scene.get(mine.collect());
    scene.request.parity = "odd";
    auto other = scene.items({.starting_token = mine.resume_token()});

    const auto thrown = failure_of(scene, other.next());

    BOOST_TEST((thrown.error().kind() == ecr::error_kind::validation));
    BOOST_TEST(thrown.error().message() ==
               "page_options::starting_token: the cursor belongs to another request of ListNumbers");
    BOOST_TEST(scene.service->requests.size() == 1U);
    BOOST_TEST(other.resume_token() == "");
}

BOOST_AUTO_TEST_CASE(empty_pages_with_a_token_go_on) {
    paged_scene scene;
    scene.service->change = [](mine::list_numbers_response& page) {
        if (page.next_token && *page.next_token != "10") page.numbers.clear();
    };
    auto stream = scene.items();

    const auto all = numbers_of(scene.get(stream.collect()));

    BOOST_TEST(all == up_to(10, 7), boost::test_tools::per_element());
    BOOST_TEST(scene.service->requests.size() == 4U);
}

BOOST_AUTO_TEST_CASE(a_repeated_token_is_an_error_after_the_items_and_can_be_tried_again) {
    for (const std::size_t prefetch : {0U, 3U}) {
        paged_scene scene;
        bool circle = true;
        scene.service->change = [&](mine::list_numbers_response& page) {
            if (circle && page.next_token == "7") page.next_token = "4";
        };
        auto stream = scene.items({.prefetch = prefetch});

        const auto before = numbers_of(scene.get(stream.collect(6)));
        const auto thrown = failure_of(scene, stream.next());
        const auto again = failure_of(scene, stream.next());
        circle = false;
        const auto after = numbers_of(scene.get(stream.collect()));

        BOOST_TEST(before == up_to(6), boost::test_tools::per_element());
        BOOST_TEST((thrown.error().kind() == ecr::error_kind::parse));
        BOOST_TEST(thrown.error().message() ==
                   "the list would never end: page 2 ends with the token that it was asked with");
        BOOST_TEST(again.error().message() == thrown.error().message());
        BOOST_TEST(after == up_to(10, 7), boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_failure_is_told_once_and_after_what_came_before) {
    for (const std::size_t prefetch : {0U, 1U, 5U}) {
        paged_scene scene;
        int calls = 0;
        scene.service->fault = [&]() -> std::optional<scripted_reply> {
            if (++calls == 3) return service_error(400, "RepositoryNotFoundException");
            return std::nullopt;
        };
        auto stream = scene.items({.prefetch = prefetch});

        const auto before = numbers_of(scene.get(stream.collect(6)));
        const auto token = stream.resume_token();
        const auto thrown = failure_of(scene, stream.next());
        const auto after = numbers_of(scene.get(stream.collect()));
        auto other = scene.items({.starting_token = token});
        const auto resumed = numbers_of(scene.get(other.collect()));

        BOOST_TEST(before == up_to(6), boost::test_tools::per_element());
        BOOST_TEST((thrown.error() == ecr::errc::repository_not_found));
        BOOST_TEST(after == up_to(10, 7), boost::test_tools::per_element());
        BOOST_TEST(resumed == up_to(10, 7), boost::test_tools::per_element());
    }
}

BOOST_AUTO_TEST_CASE(a_hundred_thousand_items_survive_random_faults_in_order_and_page_by_page) {
    for (const std::size_t prefetch : {0U, 2U}) {
        for (const unsigned seed : {1U, 2U, 3U}) {
            paged_scene scene;
            scene.service->total = 100'000;
            scene.service->page_size = 1000;
            scene.config.retry.max_attempts = 2;
            std::mt19937 dice(seed);
            int faults = 0;
            scene.service->fault = [&]() -> std::optional<scripted_reply> {
                const auto thrown = dice() % 12;
                if (thrown > 4) return std::nullopt;
                ++faults;
                if (thrown == 0) return service_error(400, "ThrottlingException");
                if (thrown == 1) return service_error(503, "ServiceUnavailable");
                auto reset = broken(ecr::error_kind::connect);
                if (thrown == 2) return reset;
                if (thrown == 3) reset.sent_before = true;
                reset.started = thrown == 4;
                reset.body = R"({"numbers":[{"number":777777},{"num)";
                return reset;
            };
            auto stream = scene.items({.prefetch = prefetch});
            int failures = 0;
            mine::census::peak = mine::census::alive.load();

            const auto all = drain(scene, stream, failures);

            BOOST_TEST_MESSAGE("prefetch " << prefetch << ", seed " << seed << ": " << faults << " faults, "
                                           << failures << " failures, at most " << mine::census::peak
                                           << " items at a time");
            BOOST_TEST((all == up_to(100'000)));
            BOOST_TEST(faults > 40);
            BOOST_TEST(failures > 5);
            // A page being written by the service, one being read, those ahead, the one in use and what
            // moves between them.
            BOOST_TEST(mine::census::peak <= static_cast<int>(1000 * (2 * (prefetch + 2)) + 50));
        }
    }
}

BOOST_AUTO_TEST_CASE(two_lists_are_one_stream_of_items) {
    paged_scene scene;
    auto replies = std::make_shared<scripted_transport>();
    for (const auto* body : {R"({"imageScanFindings":{"findings":[{"name":"a"},{"name":"b"}],
             "enhancedFindings":[{"title":"c"}],"findingSeverityCounts":{"HIGH":2}},"nextToken":"2"})",
                             R"({"nextToken":"3"})",
                             R"({"imageScanFindings":{"enhancedFindings":[{"title":"d"},{"title":"e"}]}})"})
        replies->replies.push_back({.body = body});
    scene.config.transport = replies;
    ecr::describe_image_scan_findings_request request;
    request.repository_name = "web";
    request.image_id.image_tag = "1";

    auto stream = ecr::describe_image_scan_findings.items(scene.client(), request, {.max_items = 4});
    const auto all = scene.get(stream.collect());

    BOOST_TEST_REQUIRE(all.size() == 4U);
    BOOST_TEST(std::get<0>(all[1]).name.value() == "b");
    BOOST_TEST(std::get<1>(all[2]).title.value() == "c");
    BOOST_TEST(std::get<1>(all[3]).title.value() == "d");
    const auto& counts = stream.first_page()->image_scan_findings->finding_severity_counts;
    BOOST_TEST(counts.at(ecr::finding_severity::high) == 2);
    BOOST_TEST(stream.resume_token() != "");
}

BOOST_AUTO_TEST_SUITE_END()
