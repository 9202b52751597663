#include <ecr/detail/pattern.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <string_view>
#include <vector>

BOOST_AUTO_TEST_SUITE(pattern)

using expression = ecr::detail::pattern;
using texts = std::vector<std::string_view>;

struct fact {
    std::string_view name;
    std::string_view source;
    texts matching;
    texts refused;
};

// The patterns of the published model, by the shape that carries them. What is expected was computed with
// re.fullmatch of Python; the unreadable samples are random walks through the pattern with random edits.
const std::vector<fact> model{
    {"Base64",
     R"(^\S+$)",
     {"YWJj", "YQ==", "\303\251", "_", "@I:", "9", "-Z)7F"},
     {"YWJj\n", "YW Jj", "\tYQ==", "", "\" ", "0 ,", "? ={D{DD", " ", "_=\020\n\036"}},
    {"CredentialArn",
     R"(^arn:aws(-\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr\-pullthroughcache\/[a-zA-Z0-9\/_+=.@-]+$)",
     {"arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/docker-hub@1.2",
      "arn:aws-us-gov:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/a/b",
      "arn:aws-ghSav-K9-L7-e:secretsmanager:zeA:secret:ecr-pullthroughcache/+9=-",
      "arn:aws-N7Ey:secretsmanager:E:ZX4:secret:ecr-pullthroughcache/9786+",
      "arn:aws-ZZQXA-Qyy3:secretsmanager:Z-03W:secret:ecr-pullthroughcache/W",
      "arn:aws:secretsmanager:0:secret:ecr-pullthroughcache/z"},
     {"arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:other/x",
      "arn:aws-:secretsmanager:x:secret:ecr-pullthroughcache/x",
      "arn:aws:secretsmanager:eu-west-1:123456789012:secret:ecr-pullthroughcache/x y",
      "arna:s-gal09-p:secretsmanager:::ecret:ecr-pullthroughcache/9m",
      "arn:aws-_-j1qNb-GeNZo:secr etsmanag_er::F:secret:ecr-pullZthroughcache/P-A",
      "arn:a.ws-s80Fy-D-s109-5ita8:secretsmanager:::secret:ecr-pullthroughcache/_l",
      "arn:aws-aHq5R-SiRFC-5Q-T:secrets*anager:n0y7b:secret:ecr-pullthroughcahe/A",
      "ar:aws:secrtsmanager:I9:secr_et:ecr-pullthroughcache/1.@CX",
      "arn:aw+-69K-Cvt-D91Ia:secretsmanager:C9Blp:secret:ecr-ullthrou*ghcache//"}},
    {"ImageTagMutabilityExclusionFilterValue",
     R"(^[0-9a-zA-Z._*-]{1,128}$)",
     {"release-*", "v1.2.3",
      "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "aaaaaaaaaaaaaaaaaaaaaaaaaa",
      "V", "Q.*CSA09Ha0", "Z", "zP_0PaQxZ61A-At9ZBZ_9-W"},
     {"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      "aaaaaaaaaaaaaaaaaaaaaaaaaaa",
      "a/b", "latest\n", "", "@", " QQQQ", "\n_", "9\n", ","}},
    {"KmsKeyForRepositoryCreationTemplate",
     R"(^$|arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[a-z0-9-]+)",
     {"arn:aws:kms:eu-west-1:123456789012:key/0a1b-2c", "arn:aws-cn:kms:cn-north-1:123456789012:key/k", "",
      "arn:aws5:kms:tq3w2:005904340199:key/5b09z", "arn:aws6:kms:f900a:601799659909:key/j5800",
      "arn:aws:kms:a7-4:006902506302:key/s"},
     {"arn:aws:kms:eu-west-1:12345678901:key/k", "arn:aws:kms:eu-west-1:123456789012:key/",
      "arn:aws:kms:eu-west-1:123456789012:alias/k", " ", "arn:aws:kms:eu-west-1:123456789012:key/K", "ar",
      "a", "arn:aws :kms:a0z*:093778899906:key/a", "\n\n", "aarn:aw:awawse9:kms:6:381010099009", "_"}},
    {"LayerDigest",
     R"([a-zA-Z0-9-_+.]+:[a-fA-F0-9]+)",
     {"sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "sha512+b64:A0", "zq-z6:1",
      "0:9cF", "+z-_:9", "_Z9+D:E"},
     {"sha256:", "sha256", "sha256:xyz", ":ab", "sha 256:ab", " a+:D", ".tzA._x:F+80a", "+_ZA", "0Z4:-95F1",
      "x:.Z:9E", "30C99A9D"}},
    {"Prefix",
     R"(^([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\/?|ROOT)$)",
     {"docker-hub", "team/a/b/", "a__b", "a--b", "ROOT", "h4fcx/62/", "6_qt0_3of07__999hz-a/", "2_0z2/"},
     {"", "ROOT/", "root/-", "a___b", "a..b", "/a", "a//b", "Team", "RO_T", "ZOZT", "RO/OT", "\n1u/",
      "z_r3/=6:z", "+/z"}},
    {"PrincipalArn",
     R"(^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\w+=,.@-]+(/[\w+=,.@-]+)*$)",
     {"arn:aws:iam::123456789012:role/service-role/ci@x", "arn:aws-us-gov:iam::123456789012:user/a.b=c",
      "arn:aws-atvof-azg-v-thz:iam::900011509650:user/N@+-/e=L",
      "arn:aws:iam::929950760008:role/,/=+-/3/=/2-.=+", "arn:aws-laa-i:iam::200690502559:role/e/o",
      "arn:aws:iam::799150245001:role/=-eT@"},
     {"arn:aws:iam::123456789012:group/x", "arn:aws:iam::123456789012:role/",
      "arn:aws:iam::123456789012:role/a//b", "arn:aws:iam::12345678901:role/a",
      "arn:aws:iam/:0=09977058830:rle/B=W,/3=-/@/,/@+U", "ar+:aws-a-zz-aue:am::901990487049:role/L",
      "arn:aws-ab-,saa:iam::119769500178:user/H/2,/=/--=E_/.LI",
      "arn:aws-tpac-zzxda-hzz-zzizj:iam::_035660870990:user/+K+,+",
      "arn:aws-aaz_glupg-uqazz:iam:::::960438419900:user/+3,-,/_/@/W./l.,-A",
      "arn:aws:iam::6970999:91909:user/.=.gQ/@/,"}},
    {"PullThroughCacheRuleRepositoryPrefix",
     R"(^([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\/?|ROOT)$)",
     {"ROOT", "k8s", "quay/io/", "9z__z0dnz/za092", "w900a__6.8990m/4x0la/", "0/", "9--i09"},
     {"ROOTS", "-", "a-/b", "a/-b", "OO@T_", "*", "RO:T", "ROO\n", "iq=", "/O=O\n"}},
    {"Region",
     R"([0-9a-z-]{2,25})",
     {"eu-west-1", "us-gov-east-1", "ab", "aaaaaaaaaaaaaaaaaaaaaaaaa", "60697-", "2z", "65az-0z209z",
      "b4a8k0-t009162-9zx03a4e"},
     {"a", "aaaaaaaaaaaaaaaaaaaaaaaaaa", "EU-WEST-1", "eu_west_1", "", "9:-", "82z.w-9a--", "6m_", "7",
      "=mh9ezan920+61v0 f"}},
    {"RegistryId",
     R"([0-9]{12})",
     {"123456789012", "000000000000", "919436927604", "970993008800", "459739902514", "092198051199"},
     {"12345678901", "1234567890123", "12345678901a", "123456789012\n", "", "0493990_5090", "10999797094",
      "9_0969999019", "90907-.9890", "4*052089/469", "0996.09970904\n"}},
    {"RepositoryFilterValue",
     R"(^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$)",
     {"", "team/", "team/web-app", "a._-", "a9b", ".a9-.-60a", "5_q590.a1a_1_20m5_", "i_.aq4_/-4--lz"},
     {"/", "Team", "a//b", "te*", ".2/w", "j9,3*3", "q30b6/wa9zb.d=2z9", "+v-19", "9- 73-_",
      "z=9oa3..253-ai1a-90"}},
    {"RepositoryName",
     R"([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)",
     {"web", "team/web-app", "a.b_c__d---e", "a/b/c/d0", "h7", "f.a75a0.0390__z.100z0",
      "5899w_at.399__0czyj3", "0_p/8"},
     {"", "Web", "a/", "/a", "a//b", "a___b", "a..b", "a-", "-a", "a._b", "a b", "2z9:7-", "u_9lz:29-----",
      "0o/00j/6907----", "0-a0__gkc-au99\n.ax921", ".5e1\n=", "09:a7"}},
    {"ScanningRepositoryFilterValue",
     R"(^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$)",
     {"*", "prod-*", "a/b_c.d-e", "a/b/*", "*n*hl355zy090p90*a0k1", "0", "053j*z0*9o*az0zw3z", "*f*7*"},
     {"", "-a", "a-", "a//b", "a._b", "A", "93998q9++9v0", "_00zu9", "_", ",1d//0_tzza.s", "@z:", "="}},
    {"SigningProfileArn",
     R"(^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\/signing-profiles\/[a-zA-Z0-9_]{2,}$)",
     {"arn:aws:signer:eu-west-1:123456789012:/signing-profiles/Web_1",
      "arn:aws-zovcb-zr-ea-y:signer:x3z:907902547590:/signing-profiles/JJ",
      "arn:aws-bakvz-azz:signer:9b9-a:329983338221:/signing-profiles/7a",
      "arn:aws:signer:a:009830110405:/signing-profiles/O9",
      "arn:aws-aw-nkamc-maa-z:signer:-0nhq:571944594020:/signing-profiles/i5"},
     {"arn:aws:signer:eu-west-1:123456789012:/signing-profiles/a",
      "arn:aws:signer:eu-west-1:123456789012:signing-profiles/Web",
      "arn:aws:signer::123456789012:/signing-profiles/Web",
      "arn:aws-wafam:signer:8h03:560987219486:@/signin--profiles/O09lk",
      "arn:aws-aazd-ity-en-m:signer:0026a:949019048659:/s0ning-profiles/AY79",
      "rn:aws:signer:92:079857010531:/signing-profiles/95A_-",
      "arn:aws-gaaz/h-zz-b-zv:signer:a9=:769009918117:/signing-prof:iles/Y97aCZ",
      "arn:aws-gaz-uao-s-rvanz:signer:t.mg4:999690999499:/signing-profiles/Z_9", "arn:aws-z-cyaa-z:sig"}},
    {"SigningRepositoryFilterValue",
     R"(^(?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*$)",
     {"*", "team/*", "a.b-c_d/e*", "x1g-9461.69.b5zxx.u9", "a*a92/z.0*29z", "c*bt8-vmaz.att_0am2a",
      "r*6z9-0"},
     {"", "a/", "/a", "a..b", "a-", "Team", "h9eZ_t9*jz4sg_ha3zo", "9*9w*/z*s9so-6.7@3a*_9.*", "f7i_79_.n.0",
      "a0z1,-08_8*.j-zz", "*-qu38a.a-dh*+-z", "0* az0"}},
    {"UploadId",
     R"([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12})",
     {"0a1b2c3d-0123-4567-89ab-cdefABCDEF01", "cfeAEF9f-bbfF-2D33-aaFf-1Bbac0c4aA90",
      "Ca39AfbC-973d-9aA0-aBa0-00faaCA00575", "a5a9e0dF-A9cb-6F1C-fAd2-dB0f3Ab8dD0f",
      "a3E9fAfE-bF63-9AAa-F2eB-Aa9Db0AAfFbd"},
     {"0a1b2c3d-0123-4567-89ab-cdefABCDEF0", "0a1b2c3d01234567-89ab-cdefABCDEF01",
      "{0a1b2c3d-0123-4567-89ab-cdefABCDEF01}", "ga1b2c3d-0123-4567-89ab-cdefABCDEF01",
      "799AaB07-7aF-F718-d83c-CaDc9AA6F59A", "bC07Fe29-0AAf-fEF6-5baF-Dff053bcdb9",
      "C6d9a3a9-DbF9-dA99-7A39-a9abcaceA05=6", "3e0A7BC-D0cC-d55F-eD1c-07fF2C9fac94",
      "AFece-9FA-Ac86-aB9C-9dB-90dd0BDAa6333", "Db"}},
};

// What the syntax means, one feature for each line.
const std::vector<fact> syntax{
    {"empty", "", {""}, {"a"}},
    {"whole text", "a", {"a"}, {"", "aa", "ba", "ab", "a\n"}},
    {"any", ".", {"a", "\t", "\xff"}, {"", "\n", "\xc3\xa9"}},
    {"class", "[b-df]", {"b", "c", "d", "f"}, {"a", "e", "g", "-", ""}},
    {"negated class", "[^b-d]", {"a", "e", "\n", "^", "\x80"}, {"b", "d"}},
    {"caret inside a class", "[a^]", {"a", "^"}, {"b"}},
    {"hyphen first", "[-a]", {"-", "a"}, {"b"}},
    {"hyphen last", "[a-]", {"-", "a"}, {"b"}},
    {"hyphen after a range", "[a-c-_]", {"b", "-", "_"}, {"d", "^", "."}},
    {"hyphen after a range, last", "[0-9-]", {"5", "-"}, {"a"}},
    {"range of one", "[a-a]", {"a"}, {"b", "-"}},
    {"escaped ends of a range", R"([\[-\]])", {"[", "\\", "]"}, {"Z", "^", "-"}},
    {"escapes in a class", R"([\d\-\]\\])", {"7", "-", "]", "\\"}, {"a", "["}},
    {"quantifiers in a class", "[.*+?(){}|$]", {".", "*", "?", "{", "|", "$"}, {"a", ""}},
    {"digit", R"(\d)", {"0", "9"}, {"/", ":", "a", "\xb2"}},
    {"not digit", R"(\D)", {"/", "a", "\xb2", "\n"}, {"0", "9"}},
    {"word", R"(\w)", {"0", "z", "A", "_"}, {"-", " ", "@", "[", "`", "{", "\xe9"}},
    {"not word", R"(\W)", {"-", " ", "@", "[", "`", "{", "\xe9"}, {"0", "z", "A", "_"}},
    {"space", R"(\s)", {" ", "\t", "\n", "\v", "\f", "\r"}, {"a", "\x1f", "\x85", "\xa0"}},
    {"not space", R"(\S)", {"a", "\x1f", "\x85", "\xa0"}, {" ", "\t", "\n", "\v", "\f", "\r"}},
    {"not space in a class", R"([\S ])", {"a", " ", "\xff"}, {"\t", "\n"}},
    {"punctuation", R"(\.\/\-\\\^\$\{)", {R"(./-\^${)"}, {R"(a/-\^${)"}},
    {"optional", "ab?", {"a", "ab"}, {"", "abb", "b"}},
    {"star", "ab*", {"a", "ab", "abbb"}, {"", "aab", "b"}},
    {"plus", "ab+", {"ab", "abbb"}, {"a", "", "aab"}},
    {"exactly", "a{3}", {"aaa"}, {"", "aa", "aaaa"}},
    {"exactly none", "xa{0}y", {"xy"}, {"xay", "x"}},
    {"at least", "a{2,}", {"aa", "aaaaa"}, {"", "a"}},
    {"at least none", "a{0,}", {"", "aaa"}, {"b"}},
    {"between", "a{2,4}", {"aa", "aaa", "aaaa"}, {"a", "aaaaa", ""}},
    {"none or more, up to", "a{0,2}b", {"b", "ab", "aab"}, {"aaab", "a"}},
    {"group repeated", "(ab|c){2,3}", {"abab", "cc", "cabc"}, {"ab", "abcc1", "cccc", "aab"}},
    {"repeat of a repeat", "(a{2}){2}", {"aaaa"}, {"aa", "aaa", "aaaaa"}},
    {"alternation", "a|bc|d", {"a", "bc", "d"}, {"", "ac", "abc", "bd"}},
    {"empty branch", "a(|b|)c", {"ac", "abc"}, {"abbc", "c"}},
    {"empty group", "a()*(?:)+b", {"ab"}, {"a", "b"}},
    {"alternation binds last", "ab|cd*", {"ab", "c", "cdd"}, {"abd", "acd"}},
    {"not capturing", "(?:a|b)+", {"abba"}, {"", "c", "?:a"}},
    {"loop around nothing", "(a*)*", {"", "aaa"}, {"b"}},
    {"loop around a loop", "((a+)+|b)+", {"aabaa"}, {"", "c"}},
    {"anchors at the ends", "^a$", {"a"}, {"", "^a$", "a\n"}},
    {"anchors repeated", "^^(^a$)$", {"a"}, {"aa"}},
    {"caret inside", "a^b", {}, {"ab", "a^b", "a\nb"}},
    {"dollar inside", "a$b", {}, {"ab", "a$b", "a\nb"}},
    {"dollar before a line feed", R"(a$\s)", {}, {"a\n", "a"}},
    {"anchors in branches", "(^|x)a($|y)", {"a", "xa", "ay", "xay"}, {"za", "az", "^a"}},
    {"anchors that cannot hold", "a(^|b)c($|d)e?", {"abc", "abcd", "abcde"}, {"ac", "abce"}},
    {"only anchors", "^$|a", {"", "a"}, {"b", "aa"}},
    {"optional anchor", "(?:^a)*b", {"b", "ab"}, {"aab", "aa"}},
};

const std::vector<std::string_view> malformed{
    "(",        ")",     "(a",       "a)",        "((a)",      "(a))",
    "[",        "[a",    "[]",       "[^]",       "[]a]",      "a]",
    "[a[]",     "[a-",   "[b-a]",    R"([\w-z])", R"([a-\d])", "[a-",
    "[\\",      "[\\]",  "\\",       R"(a\)",     R"(\q)",     R"(\1)",
    R"(\b)",    R"(\n)", R"(\ )",    R"([\e])",   "?",         "*",
    "+",        "{1}",   "a|*",      "(*a)",      "(?:+)",     "^*",
    "$?",       "a**",   "a+?",      "a{1}{2}",   "a?+",       "{",
    "}",        "a{",    "a{}",      "a{,2}",     "a{2",       "a{2,",
    "a{2,1}",   "a{x}",  "a{-1}",    "a{+1}",     "a{ 1}",     "a{1 }",
    "a{1,2,3}", "a}",    "(?",       "(?a)",      "(?=a)",     "(?!a)",
    "(?<n>a)",  "(?i)a", "\xc3\xa9", "[\x80]",    "a{65536}",  "a{99999999999999999999}",
};

static void check(const fact& f) {
    const auto compiled = expression::compile(f.source);
    BOOST_TEST_CONTEXT(f.name << ": " << f.source) {
        BOOST_REQUIRE(compiled.has_value());
        for (const auto text : f.matching) BOOST_TEST(compiled->matches(text), "refuses \"" << text << '"');
        for (const auto text : f.refused) BOOST_TEST(!compiled->matches(text), "matches \"" << text << '"');
    }
}

static std::string_view source_of(std::string_view shape) {
    for (const auto& f : model)
        if (f.name == shape) return f.source;
    BOOST_FAIL("no such shape: " << shape);
    return {};
}

static std::string repeated(std::string_view unit, std::size_t size, std::string_view end = {}) {
    std::string text;
    while (text.size() < size) text += unit;
    return text += end;
}

BOOST_AUTO_TEST_CASE(the_patterns_of_the_service_are_understood_as_the_service_does) {
    BOOST_TEST(model.size() == 16u);
    for (const auto& f : model) check(f);
}

BOOST_AUTO_TEST_CASE(every_feature_of_the_syntax_means_what_it_says) {
    for (const auto& f : syntax) check(f);
}

BOOST_AUTO_TEST_CASE(a_malformed_expression_is_refused) {
    for (const auto source : malformed)
        BOOST_TEST(!expression::compile(source).has_value(), "compiles \"" << source << '"');
}

BOOST_AUTO_TEST_CASE(a_zero_byte_is_a_byte_like_any_other) {
    const std::string_view zero("a\0b", 3);

    BOOST_TEST(!expression::compile("a")->matches(zero));
    BOOST_TEST(!expression::compile(R"(\w+)")->matches(zero));
    BOOST_TEST(expression::compile(R"(\S+)")->matches(zero));
    BOOST_TEST(expression::compile(zero)->matches(zero));
    BOOST_TEST(!expression::compile(std::string_view("\\\0", 2)).has_value());
}

BOOST_AUTO_TEST_CASE(the_size_of_the_program_is_bounded) {
    const auto most = expression::max_states - 1;
    const auto counted = [](std::size_t count) { return "a{" + std::to_string(count) + "}"; };

    BOOST_TEST(expression::compile(counted(most))->matches(std::string(most, 'a')));
    BOOST_TEST(!expression::compile(counted(most))->matches(std::string(most - 1, 'a')));
    BOOST_TEST(!expression::compile(counted(most + 1)).has_value());
    BOOST_TEST(expression::compile(std::string(most, 'a')).has_value());
    BOOST_TEST(!expression::compile(std::string(most + 1, 'a')).has_value());
    BOOST_TEST(!expression::compile("((((a{10}){10}){10}){10}){10}").has_value());
    BOOST_TEST(!expression::compile("(a{0,65535}){0,65535}").has_value());
    BOOST_TEST(!expression::compile("a{65535,}").has_value());
    BOOST_TEST(!expression::compile(repeated("a|", 1 << 12)).has_value());
    BOOST_TEST(!expression::compile(repeated("|", 1 << 12)).has_value());
    BOOST_TEST(!expression::compile(repeated("^", 1 << 12)).has_value());
}

BOOST_AUTO_TEST_CASE(an_expression_may_nest_without_bound) {
    const auto depth = std::size_t{1} << 18;

    const auto nested = expression::compile(repeated("(", depth) + "a" + repeated(")", depth));

    BOOST_REQUIRE(nested.has_value());
    BOOST_TEST(nested->matches("a"));
    BOOST_TEST(!nested->matches("aa"));
    BOOST_TEST(!expression::compile(repeated("(", depth)).has_value());
}

BOOST_AUTO_TEST_CASE(a_hostile_text_for_a_pattern_of_the_service_is_judged_in_linear_time) {
    const auto long_text = std::size_t{1} << 14;
    const auto megabyte = std::size_t{1} << 20;
    const struct {
        std::string_view shape;
        std::string text;
        bool matching;
    } cases[]{
        {"RepositoryName", repeated("a-", megabyte), false},
        {"RepositoryName", repeated("a-", long_text, "a"), true},
        {"RepositoryName", repeated("a", long_text, "!"), false},
        {"RepositoryName", repeated("a/", long_text, "/"), false},
        {"ScanningRepositoryFilterValue", repeated("a", megabyte, "!"), false},
        {"ScanningRepositoryFilterValue", repeated("a-", long_text), false},
        {"RepositoryFilterValue", repeated("a-", long_text, "!"), false},
        {"SigningRepositoryFilterValue", repeated("*", long_text, "!"), false},
        {"PrincipalArn", "arn:aws:iam::123456789012:role/" + repeated("a/", long_text), false},
        {"ImageTagMutabilityExclusionFilterValue", repeated("a", megabyte), false},
    };
    for (const auto& c : cases) {
        const auto compiled = expression::compile(source_of(c.shape));

        BOOST_TEST(compiled->matches(c.text) == c.matching,
                   c.shape << ' ' << c.text.substr(c.text.size() - 3));
    }
}

BOOST_AUTO_TEST_CASE(expressions_that_explode_by_backtracking_are_judged_in_linear_time) {
    const auto text = repeated("a", 1 << 13);

    for (const auto source :
         {"(a+)+b", "((a*)*)*b", "(a|a)*b", "(a|aa)+b", "(.*)(.*)(.*)(.*)b", "(a?){64}a*b"}) {
        const auto compiled = expression::compile(source);

        BOOST_REQUIRE(compiled.has_value());
        BOOST_TEST(!compiled->matches(text), source);
        BOOST_TEST(compiled->matches(text + "b"), source);
    }
}

BOOST_AUTO_TEST_SUITE_END()
