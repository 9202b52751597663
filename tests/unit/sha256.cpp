#include <ecr/detail/hex.hpp>
#include <ecr/detail/sha256.hpp>

#include <boost/test/unit_test.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace ecr::detail;

namespace {

std::string text(const sha256_digest& digest) {
    const auto digits = hex(digest);
    return {digits.begin(), digits.end()};
}

constexpr std::string_view of_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

}

BOOST_AUTO_TEST_SUITE(sha256)

BOOST_AUTO_TEST_CASE(published_digests_come_out) {
    const struct {
        std::string data;
        std::string_view digest;
    } samples[] = {
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", of_abc},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {std::string(1000000, 'a'), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    };
    ecr::detail::sha256 digest;

    for (const auto& sample : samples) BOOST_TEST(text(digest.hash(sample.data)) == sample.digest);
}

BOOST_AUTO_TEST_CASE(pieces_of_any_size_make_the_digest_of_the_whole) {
    const std::string data(200, 'x');
    ecr::detail::sha256 digest;
    const auto whole = digest.hash(data);

    for (std::size_t cut = 0; cut <= data.size(); ++cut) {
        digest.start();
        digest.update(std::string_view(data).substr(0, cut));
        digest.update(std::vector<std::uint8_t>(data.size() - cut, 'x'));
        BOOST_TEST(text(digest.finish()) == text(whole), "cut at " << cut);
    }
}

BOOST_AUTO_TEST_CASE(start_forgets_what_was_not_finished) {
    ecr::detail::sha256 digest;
    digest.update("left over");

    digest.start();
    digest.update("abc");

    BOOST_TEST(text(digest.finish()) == of_abc);
}

BOOST_AUTO_TEST_CASE(a_copy_continues_on_its_own) {
    ecr::detail::sha256 first;
    first.update("a");

    auto second = first;
    first.update("other");
    second.update("bc");
    ecr::detail::sha256 third;
    third.update("forgotten");
    third = first;

    BOOST_TEST(text(second.finish()) == of_abc);
    BOOST_TEST(text(third.finish()) == text(first.finish()));
}

BOOST_AUTO_TEST_CASE(an_object_that_was_moved_away_can_be_assigned_to) {
    ecr::detail::sha256 first;
    ecr::detail::sha256 second = std::move(first);

    first = second;
    first.update("abc");

    BOOST_TEST(text(first.finish()) == of_abc);
}

BOOST_AUTO_TEST_SUITE_END()
