#include <ecr/emulator/lifecycle_policy.hpp>
#include <ecr/emulator/service_fault.hpp>

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>
#include <support/emulated.hpp>
#include <vector>

namespace {

using namespace ecr;
using namespace ecr::emulation;
using namespace std::chrono_literals;

using tags = std::set<std::string>;

constexpr auto day = 24h;

std::string rule(int priority, const std::string& selection,
                 const std::string& action = R"("type":"expire")") {
    return R"({"rulePriority":)" + std::to_string(priority) + R"(,"selection":{)" + selection +
           R"(},"action":{)" + action + "}}";
}

std::string policy(const std::vector<std::string>& rules) {
    std::string text;
    for (const auto& each : rules) text += (text.empty() ? "" : ",") + each;
    return R"({"rules":[)" + text + "]}";
}

std::string more_than(int count) {
    return R"("countType":"imageCountMoreThan","countNumber":)" + std::to_string(count);
}

std::string since(const std::string& event, int days) {
    return R"("countUnit":"days","countType":"sinceImage)" + event + R"(","countNumber":)" +
           std::to_string(days);
}

const std::string any = R"("tagStatus":"any",)";
const std::string untagged = R"("tagStatus":"untagged",)";
const std::string in_archive = R"("storageClass":"archive",)";
const std::string to_archive = R"("type":"transition","targetStorageClass":"archive")";

std::string tagged(const std::string& list, const std::string& kind = "tagPrefixList") {
    return R"("tagStatus":"tagged",")" + kind + R"(":[)" + list + "],";
}

struct pictures {
    stored_repository in{};

    /// Adds an image of that age, by a short name for its digest.
    stored_image& add(const std::string& name, int days, const tags& names = {}) {
        auto& image = in.add({.digest = name, .pushed_at = test::started - days * day});
        for (const auto& each : names) in.tag(image, each);
        return image;
    }

    /// What the policy does: `a:1 b:2` for image a by rule 1 and b by rule 2.
    [[nodiscard]] std::string judge(const std::vector<std::string>& rules) const {
        std::string text;
        for (const auto& [name, result] : evaluate(read_lifecycle_policy(policy(rules)), in, test::started)) {
            text += (text.empty() ? "" : " ") + name + ":" + std::to_string(*result.applied_rule_priority);
        }
        return text;
    }
};

/// Why the policy is refused; empty if it is not.
std::string problem_of(const std::string& text) {
    try {
        static_cast<void>(read_lifecycle_policy(text));
    } catch (const service_fault& fault) {
        BOOST_TEST((fault.code == errc::invalid_parameter));
        return fault.message;
    }
    return {};
}

}

BOOST_AUTO_TEST_SUITE(emulator_lifecycle_policy)

BOOST_AUTO_TEST_CASE(the_youngest_images_are_kept_by_count) {
    pictures all;
    for (int days = 1; days <= 4; ++days) all.add(std::string(1, static_cast<char>('a' + days)), days);

    BOOST_TEST(all.judge({rule(1, any + more_than(2))}) == "d:1 e:1");
    BOOST_TEST(all.judge({rule(1, any + more_than(4))}).empty());
    BOOST_TEST(all.judge({rule(1, any + more_than(1000))}).empty());
}

BOOST_AUTO_TEST_CASE(images_go_when_they_are_older_than_the_days) {
    pictures all;
    all.add("new", 13);
    all.add("even", 14);
    all.add("old", 14).pushed_at -= 1ms;

    BOOST_TEST(all.judge({rule(1, any + since("Pushed", 14))}) == "old:1");
    BOOST_TEST(all.judge({rule(1, any + since("Pushed", 2147483647))}).empty());
}

BOOST_AUTO_TEST_CASE(rules_select_by_tags) {
    pictures all;
    all.add("none", 9);
    all.add("prod", 9, {"prod1", "latest"});
    all.add("both", 9, {"prod1.1", "beta-1"});
    all.add("dev", 9, {"dev"});
    const auto older = since("Pushed", 1);

    BOOST_TEST(all.judge({rule(1, untagged + older)}) == "none:1");
    BOOST_TEST(all.judge({rule(1, tagged(R"("prod")") + older)}) == "both:1 prod:1");
    BOOST_TEST(all.judge({rule(1, tagged(R"("prod","beta")") + older)}) == "both:1");
    BOOST_TEST(all.judge({rule(1, tagged(R"("*1")", "tagPatternList") + older)}) == "both:1 prod:1");
    BOOST_TEST(all.judge({rule(1, tagged(R"("prod*1","l*t")", "tagPatternList") + older)}) == "prod:1");
    BOOST_TEST(all.judge({rule(1, tagged(R"("de")", "tagPatternList") + older)}).empty());
    BOOST_TEST(all.judge({rule(1, any + older)}) == "both:1 dev:1 none:1 prod:1");
}

BOOST_AUTO_TEST_CASE(an_image_belongs_to_the_first_rule_that_selects_it) {
    pictures all;
    all.add("a", 1, {"prod1"});
    all.add("b", 2, {"prod2"});
    all.add("c", 3, {"prod3"});
    all.add("d", 4, {"other"});
    all.add("e", 5);

    // The images of rule 1 count for rule 2, which cannot have them.
    BOOST_TEST(all.judge({rule(1, tagged(R"("prod")") + more_than(2)), rule(2, any + more_than(3))}) ==
               "c:1 d:2 e:2");
    BOOST_TEST(all.judge({rule(9, any + more_than(1)), rule(4, tagged(R"("prod")") + more_than(99))}) ==
               "d:9 e:9");
}

BOOST_AUTO_TEST_CASE(images_of_lists_and_artifacts_of_images_stay) {
    pictures all;
    all.add("child", 9);
    all.in.add({.digest = "list", .children = {"child"}, .pushed_at = test::started - 9 * day});
    all.in.add({.digest = "signature", .subject_digest = "list", .pushed_at = test::started - 9 * day});
    all.in.add({.digest = "stray", .subject_digest = "gone", .pushed_at = test::started - 9 * day});

    BOOST_TEST(all.judge({rule(1, any + since("Pushed", 1))}) == "list:1 stray:1");
}

BOOST_AUTO_TEST_CASE(images_move_to_the_archive_and_go_from_there) {
    pictures all;
    all.add("fresh", 9).last_pulled_at = test::started - 1 * day;
    all.add("stale", 9).last_pulled_at = test::started - 8 * day;
    all.add("never", 9);
    auto& old = all.add("old", 99);
    all.in.archive(old, test::started - 50 * day);
    auto& recent = all.add("recent", 99);
    all.in.archive(recent, test::started - 5 * day);
    auto& back = all.add("back", 99);
    back.activated_at = test::started - 2 * day;

    const auto results =
        evaluate(read_lifecycle_policy(policy({rule(1, any + since("Pulled", 7), to_archive),
                                               rule(2, any + in_archive + since("Transitioned", 30))})),
                 all.in, test::started);

    BOOST_REQUIRE(results.size() == 3u);
    BOOST_TEST((results.at("stale").action->type == image_action_type::transition));
    BOOST_TEST(
        (results.at("stale").action->target_storage_class == lifecycle_policy_target_storage_class::archive));
    BOOST_TEST((results.at("stale").storage_class == lifecycle_policy_storage_class::standard));
    BOOST_TEST(results.contains("never"));
    BOOST_TEST((results.at("old").action->type == image_action_type::expire));
    BOOST_TEST(!results.at("old").action->target_storage_class.has_value());
    BOOST_TEST((results.at("old").storage_class == lifecycle_policy_storage_class::archive));
}

BOOST_AUTO_TEST_CASE(what_the_service_refuses_is_refused) {
    const auto fine = any + more_than(1);
    const auto with = [](const std::string& selection, const std::string& action = R"("type":"expire")") {
        return policy({rule(1, selection, action)});
    };
    const std::map<std::string, std::string> refused{
        {"", "JSON"},
        {"{", "JSON"},
        {std::string(30'000, '['), "JSON"},
        {"[]", "must be an object"},
        {"{}", "rules must be a list"},
        {R"({"rules":[]})", "not empty"},
        {R"({"rules":[1]})", "each rule must be an object"},
        {R"({"rules":[{}],"x":1})", "unknown property 'x'"},
        {policy({rule(0, fine)}), "rulePriority"},
        {policy({rule(1, fine), rule(1, untagged + more_than(1))}), "more than once"},
        {policy({rule(1, fine), rule(2, untagged + more_than(1))}), "'any' must be the last"},
        {policy({rule(1, fine), rule(2, fine)}), "'any' must be the last"},
        {policy({rule(1, untagged + more_than(1)), rule(2, untagged + more_than(2))}), "'untagged'"},
        {policy(std::vector<std::string>(51, rule(1, fine))), "at most 50"},
        {with(more_than(1)), "tagStatus is missing"},
        {with(R"("tagStatus":"some",)" + more_than(1)), "tagStatus has an unknown value"},
        {with(R"("tagStatus":7,)" + more_than(1)), "tagStatus must be a text"},
        {with(R"("tagStatus":"tagged",)" + more_than(1)), "needs either"},
        {with(tagged(R"("a")") + R"("tagPatternList":["a"],)" + more_than(1)), "needs either"},
        {with(tagged("") + more_than(1)), "not empty"},
        {with(tagged("7") + more_than(1)), "must be a text"},
        {with(tagged(R"("a*")") + more_than(1)), "wildcards"},
        {with(tagged(R"("a*b*c*d*e*")", "tagPatternList") + more_than(1)), "four wildcards"},
        {with(any + R"("tagPrefixList":["a"],)" + more_than(1)), "only"},
        {with(any + R"("countType":"imageCountMoreThan")"), "countNumber"},
        {with(any + more_than(0)), "countNumber"},
        {with(any + more_than(-1)), "countNumber"},
        {with(any + R"("countType":"imageCountMoreThan","countNumber":1.5)"), "countNumber"},
        {with(any + R"("countType":"imageCountMoreThan","countNumber":2147483648)"), "countNumber"},
        {with(any + R"("countType":"sinceSunrise","countNumber":1)"), "countType"},
        {with(any + R"("countType":"sinceImagePushed","countNumber":1)"), "countUnit is missing"},
        {with(any + R"("countUnit":"weeks","countType":"sinceImagePushed","countNumber":1)"), "countUnit"},
        {with(any + R"("countUnit":"days",)" + more_than(1)), "countUnit must be absent"},
        {with(any + R"("storageClass":"cold",)" + more_than(1)), "storageClass"},
        {with(fine, ""), "type is missing"},
        {with(fine, R"("type":"burn")"), "type has an unknown value"},
        {with(fine, R"("type":"transition")"), "targetStorageClass is missing"},
        {with(fine, R"("type":"expire","targetStorageClass":"archive")"), "'transition' only"},
        {with(any + in_archive + more_than(1), to_archive), "archived images"},
        {with(any + since("Transitioned", 1)), "needs storageClass 'archive'"},
        {with(any + since("Pulled", 1)), "needs action 'transition'"},
    };

    for (const auto& [text, words] : refused) {
        BOOST_TEST_CONTEXT(text.substr(0, 200)) {
            const auto problem = problem_of(text);
            BOOST_TEST(problem.find(words) != problem.npos, "expected " << words << ", got " << problem);
            BOOST_TEST(problem.find("lifecyclePolicyText") != problem.npos);
        }
    }
    BOOST_TEST(problem_of(with(fine)) == "");
    BOOST_TEST(problem_of(policy({rule(1, fine), rule(2, any + in_archive + more_than(1))})) == "");
}

BOOST_AUTO_TEST_SUITE_END()
