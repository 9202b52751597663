#include <ecr/emulator/paging.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/operation/list_images.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace {

using ecr::emulation::pager;

using entries = std::map<std::string, std::string>;

const auto anything = [](const std::string&) { return true; };

struct page {
    std::vector<std::string> values{};
    std::optional<std::string> next{};
};

page read(const entries& all, const std::optional<std::string>& token, std::int32_t size) {
    const pager at("List", "{}", token, size);
    page filled;
    filled.next = ecr::emulation::fill_page(
        at, all, anything, [&](const std::string& value) { filled.values.push_back(value); });
    return filled;
}

entries letters(std::string_view names) {
    entries all;
    for (const char name : names) all.emplace(std::string(1, name), std::string(1, name));
    return all;
}

bool is_refused(const std::optional<std::string>& token, std::string_view parameters = "{}") {
    try {
        const pager at("List", parameters, token, std::nullopt);
    } catch (const ecr::emulation::service_fault& fault) {
        return fault.code == ecr::errc::invalid_parameter &&
               fault.message.find("'nextToken'") != fault.message.npos;
    }
    return false;
}

}

BOOST_AUTO_TEST_SUITE(emulator_paging)

BOOST_AUTO_TEST_CASE(pages_follow_each_other_without_gap_or_repetition) {
    const auto all = letters("abcde");

    const auto first = read(all, std::nullopt, 2);
    const auto second = read(all, first.next, 2);
    const auto third = read(all, second.next, 2);

    BOOST_TEST(first.values == (std::vector<std::string>{"a", "b"}), boost::test_tools::per_element());
    BOOST_TEST(second.values == (std::vector<std::string>{"c", "d"}), boost::test_tools::per_element());
    BOOST_TEST(third.values == std::vector<std::string>{"e"}, boost::test_tools::per_element());
    BOOST_TEST(!third.next.has_value());
}

BOOST_AUTO_TEST_CASE(a_full_last_page_has_no_token) {
    BOOST_TEST(!read(letters("ab"), std::nullopt, 2).next.has_value());
    BOOST_TEST(!read({}, std::nullopt, 2).next.has_value());
}

BOOST_AUTO_TEST_CASE(writes_between_pages_move_nothing) {
    auto all = letters("bdfh");

    const auto first = read(all, std::nullopt, 2);
    all.erase("d");
    all.emplace("a", "a");
    all.emplace("e", "e");
    const auto second = read(all, first.next, 2);

    BOOST_TEST(second.values == (std::vector<std::string>{"e", "f"}), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(entries_that_are_not_kept_take_no_place_on_a_page) {
    const auto all = letters("abcdef");
    const auto odd = [](const std::string& value) { return (value.front() - 'a') % 2 == 0; };
    const pager at("List", "{}", std::nullopt, 3);
    std::vector<std::string> values;

    const auto next =
        ecr::emulation::fill_page(at, all, odd, [&](const std::string& value) { values.push_back(value); });

    BOOST_TEST(values == (std::vector<std::string>{"a", "c", "e"}), boost::test_tools::per_element());
    BOOST_TEST(!next.has_value());
}

BOOST_AUTO_TEST_CASE(a_token_that_was_never_given_is_refused) {
    const pager at("List", "{}", std::nullopt, 1);
    const auto token = at.token_after("some key");
    auto changed = token;
    changed.back() = changed.back() == 'A' ? 'B' : 'A';

    for (const auto& garbage :
         {std::string(), std::string("garbage"), std::string("!"), std::string(5000, 'A'), changed,
          token + "=", token + "AAAA", token.substr(1), std::string("\0", 1)}) {
        BOOST_TEST_CONTEXT(garbage.substr(0, 40)) {
            BOOST_TEST(is_refused(garbage));
        }
    }
    BOOST_TEST(!is_refused(token));
}

BOOST_AUTO_TEST_CASE(a_token_of_other_parameters_is_refused) {
    const pager at("List", "{}", std::nullopt, 1);
    const pager other("Describe", "{}", std::nullopt, 1);

    BOOST_TEST(is_refused(at.token_after("key"), R"({"a":1})"));
    BOOST_TEST(is_refused(other.token_after("key")));
}

BOOST_AUTO_TEST_CASE(a_token_may_be_used_with_another_page_size) {
    ecr::list_images_request request{.repository_name = "web", .max_results = 1};
    request.next_token = ecr::emulation::page_of(ecr::list_images, request).token_after("k");
    request.max_results = 7;

    const auto next = ecr::emulation::page_of(ecr::list_images, request);

    BOOST_TEST(next.after() == "k");
    BOOST_TEST(next.size() == 7u);
}

BOOST_AUTO_TEST_CASE(the_page_size_is_the_default_unless_asked_for) {
    BOOST_TEST(pager("List", "{}", std::nullopt, std::nullopt).size() == 100u);
    BOOST_TEST(pager("List", "{}", std::nullopt, std::nullopt, 50).size() == 50u);
    BOOST_TEST(pager("List", "{}", std::nullopt, 1000).size() == 1000u);
}

BOOST_AUTO_TEST_SUITE_END()
