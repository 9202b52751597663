#include <ecr/detail/json_document.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(json_document)

namespace {

using document = ecr::detail::json_document;

std::string problem_of(std::string_view text) {
    const auto read = document::read(text);
    return read ? "none" : read.error().reason;
}

}

BOOST_AUTO_TEST_CASE(members_are_found_by_name_and_type) {
    const auto read = document::read(R"({"a":"x","b":{"c":"y","n":-7},"n":1,"r":1.5,"t":true,"z":null})");

    BOOST_REQUIRE(read.has_value());
    BOOST_TEST(read->text("a").value() == "x");
    BOOST_TEST(read->text("b.c").value() == "y");
    BOOST_TEST(read->integer("b.n").value() == -7);
    BOOST_TEST(read->integer("n").value() == 1);
    for (const auto* const name : {"b", "n", "z", "t", "", ".", "a.c", "b.", "b.c.d", "none"}) {
        BOOST_TEST(!read->text(name).has_value(), name);
    }
    for (const auto* const name : {"a", "b", "r", "z", "t"}) {
        BOOST_TEST(!read->integer(name).has_value(), name);
    }
}

BOOST_AUTO_TEST_CASE(the_exact_name_wins_over_one_in_another_case) {
    const auto read = document::read(R"({"ACCESSKEYID":"other","AccessKeyId":"exact","token":"t"})");

    BOOST_TEST(read->text("AccessKeyId").value() == "exact");
    BOOST_TEST(read->text("Token").value() == "t");
}

BOOST_AUTO_TEST_CASE(what_is_not_a_small_object_is_refused_without_being_quoted) {
    for (const std::string text : {"", " ", "[]", "\"wJalr\"", "1", "null", "{", "{\"wJalr\":}", "{} wJalr",
                                   "{'a':'wJalr'}", "wJalr", "{\"a\":\"\xC3\"}"}) {
        BOOST_TEST(problem_of(text) != "none", text);
        BOOST_TEST(problem_of(text).find("wJalr") == std::string::npos, problem_of(text));
    }
    BOOST_TEST(problem_of("{\"a\":" + std::string(14, '[') + std::string(14, ']') + "}") == "none");
    BOOST_TEST(problem_of("{\"a\":" + std::string(99, '[') + std::string(99, ']') + "}") != "none");
    BOOST_TEST(problem_of("{}" + std::string(65534, ' ')) == "none");
    BOOST_TEST(problem_of("{}" + std::string(65535, ' ')).find("too long") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_number_that_could_not_be_written_again_is_refused) {
    for (const std::string text : {R"({"a":1e999})", R"({"a":[{"b":-1e999}]})"}) {
        BOOST_TEST(problem_of(text) == "a number in the JSON is too large");
    }
    BOOST_TEST(problem_of(R"({"a":[{"b":-1e300,"c":1e-999}]})") == "none");
}

BOOST_AUTO_TEST_CASE(a_changed_document_keeps_what_it_does_not_know) {
    auto read = document::read(R"({"future":[1,{"a":null}],"accessToken":{"id":"old","more":2}})");

    read->set("accessToken.id", "new");
    read->set("made.here", "x");
    read->set("plain", "\"quoted\"\n");

    BOOST_TEST(read->written() == R"({"future":[1,{"a":null}],"accessToken":{"id":"new","more":2},)"
                                  R"("made":{"here":"x"},"plain":"\"quoted\"\n"})");
}

BOOST_AUTO_TEST_CASE(a_text_is_wiped) {
    std::string text("a secret that does not fit into the object itself");
    const char* const place = text.data();

    ecr::detail::wipe(text);

    BOOST_TEST(text.empty());
    BOOST_TEST(place[1] == '\0');
}

BOOST_AUTO_TEST_SUITE_END()
