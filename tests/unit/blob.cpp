#include <ecr/blob.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

std::vector<std::byte> some_bytes(std::size_t size) {
    std::vector<std::byte> bytes(size);
    for (std::size_t at = 0; at != size; ++at) bytes[at] = static_cast<std::byte>(at * 7);
    return bytes;
}

}

BOOST_AUTO_TEST_SUITE(blob)

BOOST_AUTO_TEST_CASE(an_empty_blob_has_no_bytes) {
    const ecr::blob empty;

    BOOST_TEST(empty.empty());
    BOOST_TEST(empty.size() == 0U);
    BOOST_TEST((empty == ecr::blob(std::vector<std::byte>())));
    BOOST_TEST((empty == ecr::blob::view("")));
    BOOST_TEST((empty == ecr::blob::copy("")));
}

BOOST_AUTO_TEST_CASE(a_blob_takes_the_bytes_of_a_vector_without_a_copy) {
    auto bytes = some_bytes(1000);
    const auto* const data = bytes.data();

    const ecr::blob owner(std::move(bytes));

    BOOST_TEST((owner.bytes().data() == data));
    BOOST_TEST(owner.size() == 1000U);
}

BOOST_AUTO_TEST_CASE(copies_share_the_bytes_and_keep_them) {
    std::optional<ecr::blob> first(some_bytes(1000));
    const auto* const data = first->bytes().data();

    const ecr::blob copy = *first;
    first.reset();

    BOOST_TEST((copy.bytes().data() == data));
    BOOST_TEST((copy == ecr::blob(some_bytes(1000))));
}

BOOST_AUTO_TEST_CASE(a_view_looks_at_the_very_bytes) {
    const auto bytes = some_bytes(10);
    const std::string text = "manifest";

    BOOST_TEST((ecr::blob::view(bytes).bytes().data() == bytes.data()));
    BOOST_TEST((ecr::blob::view(text).bytes().data() == reinterpret_cast<const std::byte*>(text.data())));
    BOOST_TEST(ecr::blob::view(text).size() == text.size());
}

BOOST_AUTO_TEST_CASE(a_view_with_an_owner_keeps_it_alive) {
    auto owner = std::make_shared<std::vector<std::byte>>(some_bytes(100));
    const std::weak_ptr<void> alive = owner;

    {
        const auto part = ecr::blob::view(std::span(*owner).subspan(10, 20), owner);
        owner.reset();

        BOOST_TEST(part.size() == 20U);
        BOOST_TEST((part.bytes().front() == some_bytes(100)[10]));
        BOOST_TEST(!alive.expired());
    }
    BOOST_TEST(alive.expired());
}

BOOST_AUTO_TEST_CASE(a_copy_of_text_does_not_depend_on_it) {
    std::string text = "before";

    const auto copy = ecr::blob::copy(text);
    text = "after!";

    BOOST_TEST((copy == ecr::blob::view("before")));
}

BOOST_AUTO_TEST_CASE(bytes_are_compared_and_not_where_they_are) {
    BOOST_TEST((ecr::blob::copy("abc") == ecr::blob::view("abc")));
    BOOST_TEST((ecr::blob::copy("abc") != ecr::blob::view("abd")));
    BOOST_TEST((ecr::blob::copy("abc") != ecr::blob::view("ab")));
    BOOST_TEST(
        (ecr::blob::view(std::string_view("a\0b", 3)) != ecr::blob::view(std::string_view("a\0c", 3))));
}

// The address sanitizer sees it when the bytes are gone.
BOOST_AUTO_TEST_CASE(a_blob_that_was_moved_from_can_still_be_looked_at) {
    static_assert(std::is_nothrow_move_constructible_v<ecr::blob>);
    ecr::blob first(some_bytes(1000));
    {
        const ecr::blob second = std::move(first);
        BOOST_TEST(second.size() == 1000U);
    }

    BOOST_TEST((first.empty() || first == ecr::blob(some_bytes(1000))));

    first = ecr::blob::view("new");
    BOOST_TEST((first == ecr::blob::view("new")));
}

BOOST_AUTO_TEST_SUITE_END()
