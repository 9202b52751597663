#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace {

using bytes = std::vector<std::byte>;

constexpr auto step = ecr::detail::body_pieces::blob_step;

bytes some_bytes(std::size_t size) {
    bytes data(size);
    for (std::size_t at = 0; at != size; ++at) data[at] = static_cast<std::byte>(at * 7 >> 3);
    return data;
}

std::string in_base64(const bytes& data) {
    std::string text(ecr::detail::base64_size(data.size()), ' ');
    ecr::detail::base64_encode(data, text.data());
    return text;
}

std::vector<std::string> pieces_of(const ecr::request_body& body) {
    std::vector<std::string> pieces;
    ecr::detail::for_each_piece(body, [&](std::string_view piece) { pieces.emplace_back(piece); });
    return pieces;
}

std::string joined(const std::vector<std::string>& pieces) {
    std::string text;
    for (const auto& piece : pieces) text += piece;
    return text;
}

}

BOOST_AUTO_TEST_SUITE(body_pieces)

BOOST_AUTO_TEST_CASE(an_empty_body_has_no_pieces) {
    BOOST_TEST(pieces_of({}).empty());
}

BOOST_AUTO_TEST_CASE(a_text_of_any_length_is_one_piece_and_not_copied) {
    const std::string text(1'000'000, 'x');

    ecr::detail::body_pieces pieces({.text = text});
    const auto piece = pieces.next();

    BOOST_TEST(static_cast<const void*>(piece.data()) == static_cast<const void*>(text.data()));
    BOOST_TEST(piece.size() == text.size());
    BOOST_TEST(pieces.next().empty());
    BOOST_TEST(pieces.next().empty());
}

BOOST_AUTO_TEST_CASE(a_text_without_blob_is_not_cut_at_the_place_of_one) {
    BOOST_TEST(pieces_of({.text = "abc", .blob_at = 1}) == std::vector<std::string>{"abc"},
               boost::test_tools::per_element());
}

BOOST_AUTO_TEST_CASE(a_blob_of_every_length_around_a_step_comes_out_as_one_base64_text) {
    for (const std::size_t size : {std::size_t{1}, std::size_t{2}, std::size_t{3}, step - 1, step, step + 1,
                                   step + 2, 2 * step, 3 * step + 5}) {
        const auto data = some_bytes(size);
        const ecr::request_body body{.text = R"({"a":""})", .blob_at = 6, .blob = data};

        const auto pieces = pieces_of(body);

        BOOST_TEST(joined(pieces) == R"({"a":")" + in_base64(data) + R"("})");
        BOOST_TEST(joined(pieces).size() == body.size());
        BOOST_TEST(pieces.size() == 2 + (size + step - 1) / step);
        for (const auto& piece : pieces) BOOST_TEST(piece.size() <= 65536u);
    }
}

BOOST_AUTO_TEST_CASE(a_blob_may_stand_at_either_end_of_the_text_or_alone) {
    const auto data = some_bytes(3);
    const auto encoded = in_base64(data);

    BOOST_TEST(joined(pieces_of({.text = "ab", .blob_at = 0, .blob = data})) == encoded + "ab");
    BOOST_TEST(joined(pieces_of({.text = "ab", .blob_at = 2, .blob = data})) == "ab" + encoded);
    BOOST_TEST(joined(pieces_of({.blob = data})) == encoded);
}

BOOST_AUTO_TEST_CASE(the_longest_layer_part_is_sent_as_it_would_have_been_written) {
    const auto data = some_bytes(20971520);
    ecr::upload_layer_part_request request{.repository_name = "web", .upload_id = "u"};
    request.layer_part_blob = ecr::blob::view(data);
    std::string whole;
    std::string text;
    ecr::detail::blob_position position;

    const auto written = ecr::detail::json_write(request, whole);
    const auto split = ecr::detail::json_write_split(request, text, position);
    const ecr::request_body body{.text = text, .blob_at = position.at, .blob = position.bytes};
    std::size_t at = 0;
    bool same = true;
    ecr::detail::for_each_piece(body, [&](std::string_view piece) {
        same = same && std::string_view(whole).substr(at, piece.size()) == piece;
        at += piece.size();
    });

    BOOST_TEST(!written.has_value());
    BOOST_TEST(!split.has_value());
    BOOST_TEST(text.size() < 200u);
    BOOST_TEST(same);
    BOOST_TEST(at == whole.size());
    BOOST_TEST(body.size() == whole.size());
}

BOOST_AUTO_TEST_CASE(a_body_can_be_walked_over_twice) {
    const auto data = some_bytes(step + 1);
    const ecr::request_body body{.text = "{}", .blob_at = 1, .blob = data};

    BOOST_TEST(pieces_of(body) == pieces_of(body), boost::test_tools::per_element());
}

BOOST_AUTO_TEST_SUITE_END()
