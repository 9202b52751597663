#include <ecr/detail/xml_reader.hpp>

#include <boost/test/unit_test.hpp>

#include <string>

BOOST_AUTO_TEST_SUITE(xml_reader)

namespace {

using ecr::detail::read_xml;

std::string problem_of(std::string_view text) {
    const auto read = read_xml(text);
    return read ? "none" : read.error().reason;
}

std::string nested(std::size_t depth) {
    std::string text;
    for (std::size_t i = 0; i < depth; ++i) text += "<a>";
    for (std::size_t i = 0; i < depth; ++i) text += "</a>";
    return text;
}

}

BOOST_AUTO_TEST_CASE(elements_are_found_by_their_path) {
    const auto read = read_xml("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<R xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\r\n"
                               "  <A><B>one</B><B>two</B></A>\t<Empty/><Also ></Also >\n</R>\n");

    BOOST_REQUIRE_MESSAGE(read.has_value(), read.error().reason);
    BOOST_TEST(read->name == "R");
    BOOST_TEST(read->children.size() == 3U);
    BOOST_TEST(read->text_at("A/B") == "one");
    BOOST_TEST(read->text_at("A/C") == "");
    BOOST_TEST(read->text_at("A/B/C") == "");
    BOOST_TEST(read->text_at("") == "");
    BOOST_TEST(read->child("A")->children.size() == 2U);
    BOOST_TEST(read->child("B") == nullptr);
}

BOOST_AUTO_TEST_CASE(only_the_five_entities_and_character_references_stand_for_text) {
    const auto read =
        read_xml("<a x='&lt;'>&lt;&gt;&amp;&quot;&apos;&#65;&#x42;&#xe9;&#8364;&#x1F600; &#10;</a>");

    BOOST_REQUIRE_MESSAGE(read.has_value(), read.error().reason);
    BOOST_TEST(read->text == "<>&\"'AB\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80 \n");
}

BOOST_AUTO_TEST_CASE(white_space_of_a_value_is_kept) {
    const auto read = read_xml("<a> b </a>");

    BOOST_TEST(read->text == " b ");
}

BOOST_AUTO_TEST_CASE(what_hides_traps_is_refused) {
    const std::pair<const char*, const char*> table[] = {
        {"<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", "document type"},
        {"<?xml version='1.0'?><!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>", "document type"},
        {"<a>&b;</a>", "entity"},
        {"<a>&#0;</a>", "entity"},
        {"<a>&#xD800;</a>", "entity"},
        {"<a>&#x110000;</a>", "entity"},
        {"<a>&#;</a>", "entity"},
        {"<a>&#x;</a>", "entity"},
        {"<a>&#-65;</a>", "entity"},
        {"<a>&#99999999999999999999;</a>", "entity"},
        {"<a>&lt</a>", "entity"},
        {"<a>& </a>", "entity"},
        {"<a><!-- b --></a>", "comment"},
        {"<!-- b --><a/>", "comment"},
        {"<a><![CDATA[b]]></a>", "CDATA"},
        {"<a>]]></a>", "CDATA"},
        {"<a><?php b ?></a>", "processing instruction"},
        {"<?xml-stylesheet href='b'?><a/>", "processing instruction"},
        {" <?xml version='1.0'?><a/>", "processing instruction"},
        {"<?xml version='1.0' encoding='UTF-16'?><a/>", "UTF-8"},
        {"<a>\x01</a>", "control"},
        {"<a>\x7f</a>", "control"},
        {"<a>\xC3</a>", "UTF-8"},
        {"<a>\xED\xA0\x80</a>", "UTF-8"},
    };
    for (const auto& [text, problem] : table) {
        BOOST_TEST(problem_of(text).find(problem) != std::string::npos, text << ": " << problem_of(text));
    }
}

BOOST_AUTO_TEST_CASE(what_is_no_document_is_refused) {
    for (const auto* const text : {"",
                                   " ",
                                   "a",
                                   "<",
                                   "<a",
                                   "<a>",
                                   "<a></b>",
                                   "<a></a",
                                   "<a/",
                                   "<a/>b",
                                   "<a/><b/>",
                                   "</a>",
                                   "<a><b></a>",
                                   "<1/>",
                                   "<a b/>",
                                   "<a b=c/>",
                                   "<a b",
                                   "<a b='c>",
                                   "<a b='<'>",
                                   "<a b='c'd='e'/>",
                                   "<a b='1' b='2'/>",
                                   "<a>b<c/></a>",
                                   "<a><c/>b</a>",
                                   "< a/>",
                                   "<a></ a>",
                                   "<?xml",
                                   "<?xml ",
                                   "<?xml version='1.0'>"}) {
        BOOST_TEST(problem_of(text).starts_with("XML, byte "), text << ": " << problem_of(text));
    }
}

BOOST_AUTO_TEST_CASE(a_document_costs_no_more_than_its_limits) {
    std::string many("<a>");
    for (int i = 0; i < 999; ++i) many += "<b/>";

    BOOST_TEST(problem_of(nested(16)) == "none");
    BOOST_TEST(problem_of(nested(17)).find("too deep") != std::string::npos);
    BOOST_TEST(problem_of(nested(8000)).find("too deep") != std::string::npos);
    BOOST_TEST(problem_of(many + "</a>") == "none");
    BOOST_TEST(problem_of(many + "<b/></a>").find("too many") != std::string::npos);
    BOOST_TEST(problem_of(std::string(65536, ' ')).find("byte 65536") != std::string::npos);
    BOOST_TEST(problem_of(std::string(65537, ' ')).find("too long") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(messages_do_not_quote_the_text) {
    for (const auto* const text : {"<a>wJalrXUtnFEMI&x;</a>", "<a><wJalrXUtnFEMI></a>", "<a>wJalrXUtnFEMI"}) {
        BOOST_TEST(problem_of(text).find("wJalr") == std::string::npos);
    }
}

BOOST_AUTO_TEST_SUITE_END()
