#include <ecr/emulator/room.hpp>
#include <ecr/emulator/routes.hpp>

#include <boost/test/unit_test.hpp>

#include <string>
#include <support/emulated.hpp>
#include <utility>
#include <vector>

namespace {

using ecr::errc;

std::string quoted(const std::string& json) {
    std::string text = "\"";
    for (const char c : json) {
        if (c == '"') text += '\\';
        text += c;
    }
    return text + '"';
}

const std::string policy = R"({"Statement":{"Effect":"Allow","Principal":"*","Action":"ecr:*"}})";
const std::string lifecycle =
    R"({"rules":[{"rulePriority":1,"selection":{"tagStatus":"any","countType":"imageCountMoreThan",)"
    R"("countNumber":1},"action":{"type":"expire"}}]})";
const std::string of_web = R"({"repositoryName":"web",)";

struct row {
    std::string operation;
    std::string body;
    std::size_t bytes = 0;
};

/// What is kept as text, and how much of it that is.
std::vector<row> texts() {
    return {
        {"SetRepositoryPolicy", of_web + R"("policyText":)" + quoted(policy) + "}", policy.size()},
        {"PutLifecyclePolicy", of_web + R"("lifecyclePolicyText":)" + quoted(lifecycle) + "}",
         lifecycle.size()},
        {"StartLifecyclePolicyPreview", of_web + R"("lifecyclePolicyText":)" + quoted(lifecycle) + "}",
         lifecycle.size()},
        {"TagResource",
         R"({"resourceArn":"arn:aws:ecr:eu-west-1:123456789012:repository/web",
             "tags":[{"Key":"team","Value":"red"},{"Key":"one","Value":""}]})",
         10},
        {"CreateRepository", R"({"repositoryName":"other","tags":[{"Key":"team","Value":"red"}]})", 7},
        {"PutRegistryPolicy", R"({"policyText":)" + quoted(policy) + "}", policy.size()},
        {"CreateRepositoryCreationTemplate",
         R"({"prefix":"team","appliedFor":["REPLICATION"],"repositoryPolicy":)" + quoted(policy) +
             R"(,"lifecyclePolicy":)" + quoted(lifecycle) + "}",
         policy.size() + lifecycle.size()},
    };
}

/// How the operation ends; `errc()` for a success.
std::pair<errc, std::string> outcome(const test::emulated& in, const std::string& operation,
                                     const std::string& body) {
    const auto* const found = ecr::emulation::find_route(operation);
    BOOST_TEST_REQUIRE(found != nullptr);
    try {
        found->answer(in.on, body);
        return {};
    } catch (const ecr::emulation::service_fault& fault) {
        return {fault.code, fault.message};
    }
}

}

BOOST_AUTO_TEST_SUITE(emulator_room)

BOOST_AUTO_TEST_CASE(texts_and_tags_count_as_bytes) {
    for (const auto& each : texts()) {
        BOOST_TEST_CONTEXT(each.operation) {
            test::emulated in;
            in.create("web");
            const auto before = ecr::emulation::bytes_of(in.all);

            const auto [code, message] = outcome(in, each.operation, each.body);

            BOOST_TEST((code == errc()), message);
            BOOST_TEST(ecr::emulation::bytes_of(in.all) - before == each.bytes);
        }
    }
}

BOOST_AUTO_TEST_CASE(what_there_is_no_room_for_is_refused_and_changes_nothing) {
    for (const auto& each : texts()) {
        BOOST_TEST_CONTEXT(each.operation) {
            test::emulated in;
            in.create("web");
            in.all.limits().bytes = each.bytes - 1;

            const auto [code, message] = outcome(in, each.operation, each.body);

            BOOST_TEST((code == errc::limit_exceeded), message);
            BOOST_TEST(message.find("quotas::bytes") != std::string::npos, message);
            BOOST_TEST(ecr::emulation::bytes_of(in.all) == 0U);
            in.all.limits().bytes = each.bytes;
            BOOST_TEST((outcome(in, each.operation, each.body).first == errc()));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_text_may_take_the_place_of_one_that_is_as_long) {
    test::emulated in;
    in.create("web");
    const auto request = of_web + R"("policyText":)" + quoted(policy) + "}";
    const auto longer = of_web + R"("policyText":)" + quoted(policy + " ") + "}";
    in.all.limits().bytes = policy.size();
    BOOST_TEST((outcome(in, "SetRepositoryPolicy", request).first == errc()));

    BOOST_TEST((outcome(in, "SetRepositoryPolicy", request).first == errc()));
    BOOST_TEST((outcome(in, "SetRepositoryPolicy", longer).first == errc::limit_exceeded));
    BOOST_TEST((outcome(in, "DeleteRepositoryPolicy", R"({"repositoryName":"web"})").first == errc()));
    BOOST_TEST(ecr::emulation::bytes_of(in.all) == 0U);
}

BOOST_AUTO_TEST_CASE(a_repository_made_of_a_template_needs_the_room_of_its_texts) {
    test::emulated in;
    const auto made = outcome(in, "CreateRepositoryCreationTemplate",
                              R"({"prefix":"team","appliedFor":["CREATE_ON_PUSH"],"repositoryPolicy":)" +
                                  quoted(policy) + "}");
    BOOST_TEST_REQUIRE((made.first == errc()), made.second);
    in.all.limits().bytes = 2 * policy.size() - 1;
    const std::string push = R"({"repositoryName":"team/web"})";

    BOOST_TEST((outcome(in, "InitiateLayerUpload", push).first == errc::repository_not_found));
    in.all.limits().bytes = 2 * policy.size();
    BOOST_TEST((outcome(in, "InitiateLayerUpload", push).first == errc()));
    BOOST_TEST(ecr::emulation::bytes_of(in.all) == 2 * policy.size());
}

BOOST_AUTO_TEST_SUITE_END()
