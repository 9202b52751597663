#include <ecr/secret.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>

BOOST_AUTO_TEST_SUITE(secret)

BOOST_AUTO_TEST_CASE(every_kind_of_text_is_taken_over) {
    const std::string string("hush");

    BOOST_TEST(ecr::secret("hush").reveal() == "hush");
    BOOST_TEST(ecr::secret(std::string_view("hush")).reveal() == "hush");
    BOOST_TEST(ecr::secret(string).reveal() == "hush");
    BOOST_TEST(ecr::secret(std::string("hush")).reveal() == "hush");
    BOOST_TEST(ecr::secret(std::string_view("a\0b", 3)).reveal() == std::string_view("a\0b", 3));
    BOOST_TEST(ecr::secret().empty());
    BOOST_TEST(ecr::secret("").empty());
    BOOST_TEST(ecr::secret("").reveal().empty());
}

BOOST_AUTO_TEST_CASE(a_string_that_is_moved_in_is_overwritten) {
    std::string text(100, 's');
    const char* memory = text.data();

    const ecr::secret kept(std::move(text));

    BOOST_TEST(kept.reveal() == std::string(100, 's'));
    BOOST_TEST((text.data() == memory));
    BOOST_TEST(std::count(memory, memory + 100, 's') == 0);
}

BOOST_AUTO_TEST_CASE(copies_are_independent_and_moves_leave_nothing) {
    ecr::secret first("one");

    auto copy = first;
    auto moved = std::move(first);
    copy = ecr::secret("two");

    BOOST_TEST(first.empty());
    BOOST_TEST(moved.reveal() == "one");
    BOOST_TEST(copy.reveal() == "two");
}

BOOST_AUTO_TEST_CASE(assigning_a_secret_to_itself_keeps_it) {
    ecr::secret value("one");
    const auto& same = value;

    value = same;

    BOOST_TEST(value.reveal() == "one");
}

BOOST_AUTO_TEST_CASE(secrets_compare_by_text) {
    BOOST_TEST((ecr::secret("one") == ecr::secret("one")));
    BOOST_TEST((ecr::secret("one") != ecr::secret("onf")));
    BOOST_TEST((ecr::secret("one") != ecr::secret("ones")));
    BOOST_TEST((ecr::secret() == ecr::secret("")));
    BOOST_TEST((ecr::secret() != ecr::secret("one")));
}

BOOST_AUTO_TEST_CASE(printing_shows_a_mask_of_fixed_length) {
    std::ostringstream out;

    out << ecr::secret("hush") << '|' << ecr::secret("a much longer one") << '|' << ecr::secret();

    BOOST_TEST(out.str() == "***|***|");
}

BOOST_AUTO_TEST_SUITE_END()
