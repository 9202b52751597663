#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/routes.hpp>

#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <string_view>
#include <support/emulated.hpp>
#include <support/server_calls.hpp>
#include <utility>

namespace {

using ecr::errc;

/// What each operation finds something of its own in.
const std::string digest = "\"sha256:" + std::string(64, '0') + "\"";
const std::string anything = R"({"registryId":"210987654321","repositoryName":"web","name":"BLOB_MOUNTING",
    "imageIds":[{"imageTag":"v1"}],"imageId":{"imageTag":"v1"},"subjectId":{"imageDigest":)" +
                             digest + R"(},"layerDigest":)" + digest + R"(,"layerDigests":[)" + digest +
                             R"(],"repositoryNames":["web"],"imageManifest":"{}","prefix":"team",
    "uploadId":"00000000-0000-4000-8000-000000000000","ecrRepositoryPrefix":"hub","tagKeys":["a"],
    "credentialArn":"arn:aws:secretsmanager:eu-west-1:210987654321:secret:ecr-pullthroughcache/a",
    "principalArn":"arn:aws:iam::210987654321:role/scanner","replicationBackfillId":"1",
    "resourceArn":"arn:aws:ecr:eu-west-1:210987654321:repository/web","tags":[{"Key":"a","Value":"b"}],
    "imageScanningConfiguration":{"scanOnPush":true},"imageTagMutability":"MUTABLE",
    "destination":{"region":"us-east-1","registryId":"210987654321"},"targetStorageClass":"STANDARD",
    "partFirstByte":0,"partLastByte":0,"layerPartBlob":"YQ==",
    "policyText":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}}",
    "lifecyclePolicyText":"{\"rules\":[{\"rulePriority\":1,\"selection\":{\"tagStatus\":\"any\",)"
                             R"(\"countType\":\"imageCountMoreThan\",\"countNumber\":1},)"
                             R"(\"action\":{\"type\":\"expire\"}}]}"})";

struct call {
    std::string_view operation;
    std::string_view body;
};

const std::string_view hub = R"({"ecrRepositoryPrefix":"hub","upstreamRegistryUrl":"public.ecr.aws"})";

/// What makes a registry where there is none.
const call makers[] = {
    {"CreateRepository", R"({"repositoryName":"web"})"},
    {"PutAccountSetting", R"({"name":"BLOB_MOUNTING","value":"ENABLED"})"},
    {"PutRegistryPolicy",
     R"({"policyText":"{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"ecr:*\"}}"})"},
    {"PutRegistryScanningConfiguration", R"({"scanType":"BASIC"})"},
    {"PutReplicationConfiguration", R"({"replicationConfiguration":{"rules":[]}})"},
    {"PutSigningConfiguration", R"({"signingConfiguration":{"rules":[]}})"},
    {"CreatePullThroughCacheRule", hub},
    {"CreateRepositoryCreationTemplate", R"({"prefix":"team","appliedFor":["REPLICATION"]})"},
    {"RegisterPullTimeUpdateExclusion", R"({"principalArn":"arn:aws:iam::123456789012:role/scanner"})"},
};

/// How the operation ends; `errc()` for a success.
std::pair<errc, std::string> outcome(const test::emulated& in, const call& made) {
    const auto* const found = ecr::emulation::find_route(made.operation);
    BOOST_TEST_REQUIRE(found != nullptr);
    try {
        found->answer(in.on, made.body);
        return {};
    } catch (const ecr::emulation::service_fault& fault) {
        return {fault.code, fault.message};
    } catch (const ecr::emulation::protocol_fault& fault) {
        BOOST_ERROR(made.operation << ": " << fault.code << ": " << fault.message);
        return {};
    }
}

}

BOOST_AUTO_TEST_SUITE(emulator_handling)

BOOST_AUTO_TEST_CASE(an_operation_that_puts_nothing_anywhere_makes_no_registry) {
    std::set<std::string_view> making;
    for (const auto& each : makers) making.insert(each.operation);

    for (const auto& route : ecr::emulation::every_route()) {
        if (making.contains(route.operation)) continue;
        BOOST_TEST_CONTEXT(route.operation) {
            test::emulated in;
            const auto [code, message] = outcome(in, {route.operation, anything});

            // Its destination is in no replication configuration.
            const bool understood = route.operation == "StartReplicationBackfill";
            BOOST_TEST((understood || code != errc::invalid_parameter), message);
            BOOST_TEST(in.all.registries().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(what_is_refused_makes_no_registry) {
    const call refused[] = {
        {"CreateRepository", R"({"repositoryName":"web","imageTagMutability":"MUTABLE_WITH_EXCLUSION"})"},
        {"PutAccountSetting", R"({"name":"BLOB_MOUNTING","value":"PERHAPS"})"},
        {"PutRegistryPolicy", R"({"policyText":"none"})"},
        {"PutRegistryScanningConfiguration",
         R"({"scanType":"BASIC","rules":[{"scanFrequency":"CONTINUOUS_SCAN","repositoryFilters":[]}]})"},
        {"PutReplicationConfiguration",
         R"({"replicationConfiguration":{"rules":[{"destinations":[
             {"region":"eu-west-1","registryId":"123456789012"}]}]}})"},
        {"CreatePullThroughCacheRule", R"({"ecrRepositoryPrefix":"a","upstreamRegistryUrl":"example.com"})"},
        {"CreateRepositoryCreationTemplate", R"({"prefix":"team","appliedFor":[]})"},
    };

    for (const auto& each : refused) {
        BOOST_TEST_CONTEXT(each.operation) {
            test::emulated in;

            BOOST_TEST((outcome(in, each).first != errc()));
            BOOST_TEST(in.all.registries().empty());
        }
    }
}

BOOST_AUTO_TEST_CASE(one_registry_too_many_is_refused_by_the_name_of_the_setting) {
    for (const auto& each : makers) {
        BOOST_TEST_CONTEXT(each.operation) {
            test::emulated in;
            in.all.limits().registries = 2;
            for (const auto* const region : {"us-east-1", "us-west-2"}) {
                in.on.region = region;
                const auto [code, message] = outcome(in, each);
                BOOST_TEST((code == errc()), message);
            }

            in.on.region = "eu-west-1";
            const auto [code, message] = outcome(in, each);

            BOOST_TEST((code == errc::limit_exceeded), message);
            BOOST_TEST(message.find("quotas::registries") != std::string::npos, message);
            BOOST_TEST(in.all.registries().size() == 2U);
        }
    }
}

BOOST_AUTO_TEST_CASE(registries_that_are_there_stay_of_use_when_there_may_be_no_more) {
    test::emulated in;
    in.all.limits().registries = 1;
    in.create("web");

    in.create("team/web");

    TEST_FAULT(create_repository, in, limit_exceeded, "most of 1 registries",
               ecr::create_repository_request{.registry_id = test::other_account, .repository_name = "web"});
    BOOST_TEST(in.all.registries().begin()->second.repositories.size() == 2U);
}

BOOST_FIXTURE_TEST_CASE(the_quota_is_told_by_operations_that_declare_no_limit, test::server_calls) {
    state->all.limits().registries = 0;

    for (const auto& each : makers)
        BOOST_TEST(server_calls::outcome(signed_call(each.operation, std::string(each.body))) ==
                   "400 LimitExceededException");
}

BOOST_AUTO_TEST_SUITE_END()
