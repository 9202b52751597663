#include <ecr/detail/page_trail.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <vector>

BOOST_AUTO_TEST_SUITE(page_trail)

namespace {

using trail = ecr::detail::page_trail;

/// Walks along the next tokens of the pages until one repeats; returns how many it took, and what was said.
std::pair<std::size_t, std::string> walk(trail& on, const std::vector<std::string>& tokens) {
    for (std::size_t page = 0; page != tokens.size(); ++page) {
        const auto step = on.arrived(tokens[page], 1);
        if (!step.repeated.empty()) return {page + 1, step.repeated};
    }
    return {tokens.size(), ""};
}

}

BOOST_AUTO_TEST_CASE(each_page_is_asked_with_the_token_of_the_one_before) {
    trail on({}, {});

    const auto first = on.arrived("a", 3);
    const auto second = on.arrived("b", 3);

    BOOST_TEST(!first.asked.has_value());
    BOOST_TEST(first.next.value() == "a");
    BOOST_TEST(second.asked.value() == "a");
    BOOST_TEST(second.next.value() == "b");
    BOOST_TEST(on.token().value() == "b");
    BOOST_TEST(!on.enough());
}

BOOST_AUTO_TEST_CASE(no_token_and_an_empty_one_end_the_list) {
    for (const auto& last : {std::optional<std::string>(), std::optional<std::string>("")}) {
        trail on("start", {});

        const auto step = on.arrived(last, 0);

        BOOST_TEST(step.asked.value() == "start");
        BOOST_TEST(!step.next.has_value());
        BOOST_TEST(step.repeated == "");
        BOOST_TEST(on.enough());
    }
}

BOOST_AUTO_TEST_CASE(no_more_is_fetched_ahead_than_will_be_taken) {
    trail on({}, 5);

    (void)on.arrived("a", 3);
    const bool before = on.enough();
    (void)on.arrived("b", 3);

    BOOST_TEST(!before);
    BOOST_TEST(on.enough());
}

BOOST_AUTO_TEST_CASE(a_token_that_comes_twice_in_a_row_is_told_with_its_page) {
    trail on({}, {});

    const auto [pages, told] = walk(on, {"a", "b", "c", "c"});

    BOOST_TEST(pages == 4U);
    BOOST_TEST(told == "the list would never end: page 4 ends with the token that it was asked with");
    BOOST_TEST(on.token().value() == "c");
}

BOOST_AUTO_TEST_CASE(the_page_after_a_repetition_has_the_same_number_again) {
    trail on("a", {});

    const auto first = on.arrived("a", 1);
    const auto again = on.arrived("a", 1);
    const auto at_last = on.arrived("b", 1);

    BOOST_TEST(first.repeated ==
               "the list would never end: page 1 ends with the token that it was asked with");
    BOOST_TEST(again.repeated == first.repeated);
    BOOST_TEST(at_last.repeated == "");
    BOOST_TEST(at_last.next.value() == "b");
}

BOOST_AUTO_TEST_CASE(a_circle_of_any_length_is_found) {
    for (std::size_t lead = 0; lead != 12; ++lead) {
        for (std::size_t length = 1; length != 40; ++length) {
            trail on({}, {});
            std::vector<std::string> tokens;
            for (std::size_t i = 0; i != lead; ++i) tokens.push_back("lead" + std::to_string(i));
            for (std::size_t i = 0; i != 1000; ++i) tokens.push_back("round" + std::to_string(i % length));

            const auto [pages, told] = walk(on, tokens);

            BOOST_TEST_CONTEXT(lead << " and then " << length) {
                BOOST_TEST(told != "");
                BOOST_TEST(pages > lead + length);
                BOOST_TEST(pages <= 4 * (lead + length) + 1);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(tokens_that_all_differ_are_no_circle) {
    trail on({}, {});
    std::vector<std::string> tokens;
    for (int i = 0; i != 5000; ++i) tokens.push_back(std::to_string(i));

    BOOST_TEST(walk(on, tokens).second == "");
}

BOOST_AUTO_TEST_SUITE_END()
