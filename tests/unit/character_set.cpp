#include <ecr/detail/character_set.hpp>

#include <boost/test/unit_test.hpp>

BOOST_AUTO_TEST_SUITE(character_set)

BOOST_AUTO_TEST_CASE(it_holds_what_the_predicate_accepts_of_all_256_values) {
    static constexpr ecr::detail::character_set set(
        [](char c) { return c == 'a' || c == '\0' || c == '\xff'; });

    int accepted = 0;
    for (int i = 0; i < 256; ++i) accepted += set.has(static_cast<char>(i)) ? 1 : 0;

    BOOST_TEST(accepted == 3);
    BOOST_TEST(set.has('a'));
    BOOST_TEST(set.has('\0'));
    BOOST_TEST(set.has('\xff'));
}

BOOST_AUTO_TEST_CASE(one_foreign_character_anywhere_is_noticed) {
    constexpr ecr::detail::character_set set([](char c) { return c == 'a'; });

    BOOST_TEST(set.has_all(""));
    BOOST_TEST(set.has_all("aaa"));
    BOOST_TEST(!set.has_all("baa"));
    BOOST_TEST(!set.has_all("aba"));
    BOOST_TEST(!set.has_all("aab"));
}

BOOST_AUTO_TEST_SUITE_END()
