#include <ecr/detail/aws_files.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ecr::detail;
using texts = std::map<std::string, std::string>;

aws_files read_config(std::string_view text) {
    return parse_aws_files({.path = "config", .text = text}, {});
}

aws_files read_credentials(std::string_view text) {
    return parse_aws_files({}, {.path = "credentials", .text = text});
}

/// Everything of a kind of section as `section.property` and, below one, `section.property.nested`.
texts flat(const file_sections& sections) {
    texts all;
    for (const auto& [name, section] : sections) {
        all[name];
        for (const auto& [key, property] : section.properties) {
            all[name + "." + key] = property.text.reveal();
            for (const auto& [below, value] : property.nested)
                all[name + "." + key + "." + below] = value.text.reveal();
        }
    }
    return all;
}

struct accepted {
    std::string_view rule;
    std::string_view text;
    texts expected;
    std::size_t warnings = 0;
};

void check(const std::vector<accepted>& table, aws_files (*read)(std::string_view)) {
    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.rule) {
            const auto files = read(each.text);

            BOOST_TEST((flat(files.profiles) == each.expected));
            for (const auto& [key, value] : flat(files.profiles)) BOOST_TEST_MESSAGE(key << " = " << value);
            BOOST_TEST(files.errors.size() == 0u);
            BOOST_TEST(files.warnings.size() == each.warnings);
        }
    }
}

}

BOOST_AUTO_TEST_SUITE(aws_files)

BOOST_AUTO_TEST_CASE(lines_are_read_by_the_rules_of_all_sdks) {
    check(
        {
            {"nothing", "", {}},
            {"blank and comment lines", "\n \t\n# a\n;b\n[default]\n#c\n", {{"default", ""}}},
            {"a last line without newline", "[default]\nk = v", {{"default", ""}, {"default.k", "v"}}},
            {"line ends of Windows", "[default]\r\nk = v\r\n", {{"default", ""}, {"default.k", "v"}}},
            {"a byte order mark", "\xef\xbb\xbf[default]\nk=v", {{"default", ""}, {"default.k", "v"}}},
            {"blanks around", "[default]\nk \t= \t v \t\n", {{"default", ""}, {"default.k", "v"}}},
            {"blanks inside", "[default]\nk = a  b\n", {{"default", ""}, {"default.k", "a  b"}}},
            {"other spaces belong to the value",
             "[default]\nk = \xc2\xa0v\n",
             {{"default", ""}, {"default.k", "\xc2\xa0v"}}},
            {"later equals signs", "[default]\nk = a=b==\n", {{"default", ""}, {"default.k", "a=b=="}}},
            {"names in lower case, values as they are",
             "[default]\nReGion = Eu\n",
             {{"default", ""}, {"default.region", "Eu"}}},
            {"an empty value", "[default]\nk =\n", {{"default", ""}, {"default.k", ""}}},
            {"the last of two wins", "[default]\nk = 1\nK = 2\n", {{"default", ""}, {"default.k", "2"}}},
            {"quotes belong to the value",
             "[default]\nk = \"v\" 'w'\n",
             {{"default", ""}, {"default.k", "\"v\" 'w'"}}},
            {"names of every character",
             "[default]\na_-/.%@:+9 = v\n",
             {{"default", ""}, {"default.a_-/.%@:+9", "v"}}},
            {"names of other characters",
             "[default]\na b = v\n  w\nk = 1\n",
             {{"default", ""}, {"default.k", "1"}},
             1},
            {"a property of no use",
             "[default]\nthere_is_none_such = v\n",
             {{"default", ""}, {"default.there_is_none_such", "v"}}},
        },
        read_config);
}

BOOST_AUTO_TEST_CASE(a_comment_in_a_value_needs_a_blank_before_it) {
    check(
        {
            {"after a blank", "[default]\nk = v # c\n", {{"default", ""}, {"default.k", "v"}}},
            {"after a tab", "[default]\nk = v\t; c\n", {{"default", ""}, {"default.k", "v"}}},
            {"without one",
             "[default]\nk = https://x/#/;y\n",
             {{"default", ""}, {"default.k", "https://x/#/;y"}}},
            {"both", "[default]\nk = a#b #c\n", {{"default", ""}, {"default.k", "a#b"}}},
            {"of the whole value", "[default]\nk = # c\n", {{"default", ""}, {"default.k", ""}}},
            {"right after the sign", "[default]\nk =#c\n", {{"default", ""}, {"default.k", "#c"}}},
            {"in a heading anywhere", "[default]#c\nk = v\n", {{"default", ""}, {"default.k", "v"}}},
            {"in a heading with a bracket", "[default] ; ]\nk = v\n", {{"default", ""}, {"default.k", "v"}}},
            {"in a line that continues one",
             "[default]\nk = v\n w # c\n",
             {{"default", ""}, {"default.k", "v\nw # c"}}},
        },
        read_config);
}

BOOST_AUTO_TEST_CASE(a_line_that_begins_with_a_blank_continues_the_one_before) {
    check(
        {
            {"one", "[default]\nk = a\n b\n", {{"default", ""}, {"default.k", "a\nb"}}},
            {"more", "[default]\nk = a\n b\n\t c \n", {{"default", ""}, {"default.k", "a\nb\nc"}}},
            {"with an equals sign",
             "[default]\nk = a\n b = c\n",
             {{"default", ""}, {"default.k", "a\nb = c"}}},
            {"a bracket", "[default]\nk = a\n [b]\n", {{"default", ""}, {"default.k", "a\n[b]"}}},
            {"over blank lines and comments",
             "[default]\nk = a\n\n# c\n b\n",
             {{"default", ""}, {"default.k", "a\nb"}}},
            {"a comment with a blank before it",
             "[default]\nk = a\n # c\n",
             {{"default", ""}, {"default.k", "a\n# c"}}},
            {"and the next property begins anew",
             "[default]\nk = a\n b\nl = c\n d\n",
             {{"default", ""}, {"default.k", "a\nb"}, {"default.l", "c\nd"}}},
            {"the last of two, continued",
             "[default]\nk = a\n b\nk = c\n",
             {{"default", ""}, {"default.k", "c"}}},
        },
        read_config);
}

BOOST_AUTO_TEST_CASE(properties_nest_below_one_without_a_value) {
    check(
        {
            {"one",
             "[default]\ns3 =\n  A = b\n",
             {{"default", ""}, {"default.s3", ""}, {"default.s3.a", "b"}}},
            {"two",
             "[default]\ns3 = # c\n  a = b #c\n\tc=d\nk=v\n",
             {{"default", ""},
              {"default.s3", ""},
              {"default.s3.a", "b"},
              {"default.s3.c", "d"},
              {"default.k", "v"}}},
            {"an empty one",
             "[default]\ns3 =\n  a =\n  b = c\n",
             {{"default", ""}, {"default.s3", ""}, {"default.s3.a", ""}, {"default.s3.b", "c"}}},
            {"the last of two wins",
             "[default]\ns3 =\n  a = 1\n  a = 2\n",
             {{"default", ""}, {"default.s3", ""}, {"default.s3.a", "2"}}},
            {"a second parent replaces the first",
             "[default]\ns3 =\n  a = 1\ns3 =\n  b = 2\n",
             {{"default", ""}, {"default.s3", ""}, {"default.s3.b", "2"}}},
            {"names of other characters",
             "[default]\ns3 =\n  a! = 1\n  b = 2\n",
             {{"default", ""}, {"default.s3", ""}, {"default.s3.b", "2"}},
             1},
        },
        read_config);
}

BOOST_AUTO_TEST_CASE(the_config_file_has_profiles_behind_a_word) {
    check(
        {
            {"default", "[default]\nk = 1\n", {{"default", ""}, {"default.k", "1"}}},
            {"blanks", "[ \tprofile \t a\t]\nk = 1\n", {{"a", ""}, {"a.k", "1"}}},
            {"every character", "[profile a_-/.%@:+9]\n", {{"a_-/.%@:+9", ""}}},
            {"names keep their case", "[profile A]\n[profile a]\n", {{"A", ""}, {"a", ""}}},
            {"sections of one name merge",
             "[profile a]\nk = 1\nl = 2\n[default]\n[profile a]\nk = 3\n",
             {{"default", ""}, {"a", ""}, {"a.k", "3"}, {"a.l", "2"}}},
            {"a profile named profile", "[profile profile]\n", {{"profile", ""}}},
            {"no word", "[a]\nk = 1\n l\n[default]\n", {{"default", ""}}, 1},
            {"no blank after the word", "[profilea]\n", {}, 1},
            {"the word alone", "[profile]\n[profile ]\n", {}, 2},
            {"another case of the word", "[Profile a]\n[DEFAULT]\n", {}, 2},
            {"an unknown word", "[plugins]\nk = 1\n[preview x]\n", {}, 2},
            {"names of other characters", "[profile a b]\nk = 1\n[profile \"c\"]\n", {}, 2},
            {"nothing", "[]\nk = 1\n", {}, 1},
        },
        read_config);
}

BOOST_AUTO_TEST_CASE(the_prefixed_default_replaces_the_plain_one_wherever_it_stands) {
    check(
        {
            {"before",
             "[profile default]\nk = 1\n[default]\nk = 2\nl = 3\n",
             {{"default", ""}, {"default.k", "1"}},
             1},
            {"after",
             "[default]\nk = 2\nl = 3\n[profile default]\nk = 1\n",
             {{"default", ""}, {"default.k", "1"}},
             1},
            {"between",
             "[default]\nk = 2\n[profile default]\nk = 1\n[default]\nl = 3\n",
             {{"default", ""}, {"default.k", "1"}},
             2},
            {"twice",
             "[profile default]\nk = 1\n[profile default]\nl = 2\n",
             {{"default", ""}, {"default.k", "1"}, {"default.l", "2"}}},
        },
        read_config);
}

BOOST_AUTO_TEST_CASE(the_credentials_file_has_bare_names) {
    check(
        {
            {"default", "[default]\nk = 1\n", {{"default", ""}, {"default.k", "1"}}},
            {"any name", "[ a ]\nk = 1\n", {{"a", ""}, {"a.k", "1"}}},
            {"with the word", "[profile a]\nk = 1\n[a]\n", {{"a", ""}}, 1},
            {"the word alone is a name", "[profile]\nk = 1\n", {{"profile", ""}, {"profile.k", "1"}}},
            {"the prefixed default is none", "[profile default]\nk = 1\n", {}, 1},
            {"other kinds", "[sso-session a]\n[services a]\n", {}, 2},
        },
        read_credentials);
}

BOOST_AUTO_TEST_CASE(sessions_and_services_are_kinds_of_their_own) {
    const auto files =
        read_config("[sso-session dev]\nsso_region = eu-west-1\n[services local]\n"
                    "ecr =\n  endpoint_url = http://localhost:1\nsts=\n  endpoint_url = http://b\n"
                    "[profile dev]\nservices = local\n[sso-session]\n[services]\n");

    BOOST_TEST((flat(files.sso_sessions) == texts{{"dev", ""}, {"dev.sso_region", "eu-west-1"}}));
    BOOST_TEST((flat(files.services) == texts{{"local", ""},
                                              {"local.ecr", ""},
                                              {"local.ecr.endpoint_url", "http://localhost:1"},
                                              {"local.sts", ""},
                                              {"local.sts.endpoint_url", "http://b"}}));
    BOOST_TEST((flat(files.profiles) == texts{{"dev", ""}, {"dev.services", "local"}}));
    BOOST_TEST(files.warnings.size() == 2u);
}

BOOST_AUTO_TEST_CASE(the_credentials_file_goes_before_the_config_file) {
    const auto files =
        parse_aws_files({.path = "c", .text = "[default]\nboth = 1\nconfig = 1\n[profile a]\nk = 1\n"},
                        {.path = "k", .text = "[default]\nboth = 2\nkeys = 2\n[a]\nk = 2\n[b]\nk = 2\n"});

    BOOST_TEST((flat(files.profiles) == texts{{"default", ""},
                                              {"default.both", "2"},
                                              {"default.config", "1"},
                                              {"default.keys", "2"},
                                              {"a", ""},
                                              {"a.k", "2"},
                                              {"b", ""},
                                              {"b.k", "2"}}));
    BOOST_TEST(to_string(files.profiles.at("default").find("both")->place) == "k:2");
    BOOST_TEST(to_string(files.profiles.at("default").place) == "c:1");
}

BOOST_AUTO_TEST_CASE(the_plain_default_of_the_credentials_file_stays_beside_a_prefixed_one) {
    const auto files = parse_aws_files({.path = "c", .text = "[default]\na = 1\n[profile default]\nb = 2\n"},
                                       {.path = "k", .text = "[default]\nc = 3\n"});

    BOOST_TEST((flat(files.profiles) == texts{{"default", ""}, {"default.b", "2"}, {"default.c", "3"}}));
}

BOOST_AUTO_TEST_CASE(a_session_token_stays_beside_the_keys_of_its_file) {
    const std::string keys = "aws_access_key_id = a\naws_secret_access_key = b\n";
    const std::string token = "aws_session_token = t\n";
    const auto has_token = [](const std::string& config, const std::string& credentials) {
        const auto files = parse_aws_files({.path = "c", .text = config}, {.path = "k", .text = credentials});
        const bool kept = files.profiles.at("default").find("aws_session_token") != nullptr;
        BOOST_TEST(files.warnings.size() == (kept ? 0u : 1u));
        return kept;
    };
    const std::string heading = "[default]\n";

    BOOST_TEST(has_token(heading + keys + token, ""));
    BOOST_TEST(has_token(heading + keys + token, heading + keys + token));
    BOOST_TEST(has_token(heading, heading + keys + token));
    BOOST_TEST(!has_token(heading + keys + token, heading + keys));
    BOOST_TEST(!has_token(heading + keys, heading + token));
}

BOOST_AUTO_TEST_CASE(senseless_lines_are_errors_with_their_place) {
    const struct {
        std::string_view text;
        std::string_view error;
    } table[] = {
        {"k = v\n", "config:1: expected a heading such as [default] before the first property"},
        {"\n continued\n", "config:2: expected a heading such as [default] before the first property"},
        {"[default\nk = v\n", "config:1: expected a `]` at the end of the heading"},
        {"[default] x\n", "config:1: expected a `]` at the end of the heading"},
        {"[default # ]\n", "config:1: expected a `]` at the end of the heading"},
        {"[default]\nregion\n", "config:2: expected `name = value`, found no equals sign"},
        {"[default]\nregion # = x\n", "config:2: expected `name = value`, found no equals sign"},
        {"[default]\r\n\r\n = x\r\n",
         "config:3: the line begins with a blank but there is no property to continue"},
        {"[default]\n= x\n", "config:2: expected a name before the equals sign"},
        {"[default]\ns3 =\n  x\n", "config:3: expected `name = value`, found no equals sign"},
        {"[default]\ns3 =\n  = x\n", "config:3: expected a name before the equals sign"},
        {"[plugins]\nx\n", "config:2: expected `name = value`, found no equals sign"},
    };

    for (const auto& each : table) {
        BOOST_TEST_CONTEXT(each.text) {
            const auto files = read_config(each.text);

            BOOST_TEST_REQUIRE(files.errors.size() == 1u);
            BOOST_TEST(files.errors.front() == each.error);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_senseless_line_is_reported_and_none_of_their_text) {
    const auto files =
        parse_aws_files({.path = "c", .text = "CANARY\n[a\n[default]\nCANARY\n = CANARY\nk = v\n"},
                        {.path = "k\n", .text = "CANARY\n[default]\nCANARY canary = CANARY\n"});

    BOOST_TEST(files.errors.size() == 4u);
    for (const auto& list : {files.errors, files.warnings}) {
        for (const auto& each : list) BOOST_TEST(each.find("CANARY") == std::string::npos);
        for (const auto& each : list) BOOST_TEST(each.find('\n') == std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(a_value_of_a_million_lines_is_read_in_a_moment) {
    std::string text("[default]\nk = x\n");
    std::string expected("x");
    for (int i = 0; i != 1'000'000; ++i) {
        text += " y\n";
        expected += "\ny";
    }

    const auto files = read_config(text);

    BOOST_TEST((files.profiles.at("default").find("k")->text.reveal() == expected));
}

BOOST_AUTO_TEST_SUITE_END()
