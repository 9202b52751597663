#include <ecr/detail/conditions.hpp>
#include <ecr/detail/operation_traits.hpp>
#include <ecr/operations.hpp>

#include <boost/test/unit_test.hpp>

#include <map>
#include <set>
#include <string>
#include <vector>

namespace {

using ecr::condition;
using ecr::errc;
using ecr::detail::traits_of_operation;

constexpr auto codes = ecr::detail::enum_table<errc>::count;

template <class Visitor>
void for_each_code(Visitor visit) {
    for (std::size_t index = 0; index != codes; ++index) visit(static_cast<errc>(index));
}

bool begins_like_a_question(std::string_view name) {
    for (const std::string_view prefix : {"Get", "List", "Describe", "BatchGet", "BatchCheck", "Validate"}) {
        if (name.starts_with(prefix)) return true;
    }
    return false;
}

std::set<errc> echoes_of(std::string_view name) {
    std::set<errc> all;
    for_each_code([&](errc code) {
        if (traits_of_operation(name).is_echo(code)) all.insert(code);
    });
    return all;
}

const std::map<std::string_view, std::set<errc>> expected_echoes = {
    {"CompleteLayerUpload", {errc::layer_already_exists, errc::upload_not_found}},
    {"CreatePullThroughCacheRule", {errc::pull_through_cache_rule_already_exists}},
    {"CreateRepository", {errc::repository_already_exists}},
    {"CreateRepositoryCreationTemplate", {errc::template_already_exists}},
    {"DeleteLifecyclePolicy", {errc::lifecycle_policy_not_found}},
    {"DeletePullThroughCacheRule", {errc::pull_through_cache_rule_not_found}},
    {"DeleteRegistryPolicy", {errc::registry_policy_not_found}},
    {"DeleteRepository", {errc::repository_not_found}},
    {"DeleteRepositoryCreationTemplate", {errc::template_not_found}},
    {"DeleteRepositoryPolicy", {errc::repository_policy_not_found}},
    {"DeleteSigningConfiguration", {errc::signing_configuration_not_found}},
    {"DeregisterPullTimeUpdateExclusion", {errc::exclusion_not_found}},
    {"PutImage", {errc::image_already_exists, errc::image_tag_already_exists}},
    {"RegisterPullTimeUpdateExclusion", {errc::exclusion_already_exists}},
    {"StartImageScan", {errc::limit_exceeded}},
    {"StartLifecyclePolicyPreview", {errc::lifecycle_policy_preview_in_progress}},
    {"StartReplicationBackfill", {errc::replication_backfill_in_progress}},
    {"StopReplicationBackfill", {errc::replication_backfill_invalid_status}},
    {"UpdateImageStorageClass", {errc::image_storage_class_update_not_supported}},
    {"UploadLayerPart", {errc::invalid_layer_part}},
};

}

BOOST_AUTO_TEST_SUITE(operation_traits)

BOOST_AUTO_TEST_CASE(pages_are_known_by_both_names_of_an_operation) {
    int paginated = 0;
    ecr::operations::for_each([&](const auto& each) {
        const bool expected = std::remove_cvref_t<decltype(each)>::paginated;
        paginated += expected ? 1 : 0;
        std::string snake;
        for (const char letter : each.name()) {
            const char lower = ecr::detail::to_lower(letter);
            if (lower != letter && !snake.empty()) snake += '_';
            snake += lower;
        }
        BOOST_TEST(ecr::can_paginate(each.name()) == expected);
        BOOST_TEST(ecr::can_paginate(snake) == expected);
    });

    BOOST_TEST(paginated == 11);
    BOOST_TEST(ecr::can_paginate<ecr::list_images>());
    BOOST_TEST(!ecr::can_paginate<ecr::put_image>());
    for (const auto* other : {"", "listImages", "LISTIMAGES", "List_Images", "list_images_", "Unknown"})
        BOOST_TEST(!ecr::can_paginate(other));
    BOOST_TEST(!ecr::can_paginate(std::string(1000, 'a')));
}

BOOST_AUTO_TEST_CASE(every_operation_is_known_as_a_question_or_a_change) {
    int questions = 0;

    ecr::operations::for_each([&](const auto& operation) {
        const auto traits = traits_of_operation(operation.name());
        BOOST_TEST_CONTEXT(operation.name()) {
            BOOST_TEST(traits.read_only == begins_like_a_question(operation.name()));
        }
        questions += traits.read_only ? 1 : 0;
    });

    BOOST_TEST(questions == 27);
}

BOOST_AUTO_TEST_CASE(every_operation_has_exactly_its_echoes) {
    std::size_t with_echoes = 0;

    ecr::operations::for_each([&](const auto& operation) {
        const auto found = expected_echoes.find(operation.name());
        const auto expected = found == expected_echoes.end() ? std::set<errc>() : found->second;
        BOOST_TEST_CONTEXT(operation.name()) {
            BOOST_TEST((echoes_of(operation.name()) == expected));
        }
        with_echoes += expected.empty() ? 0 : 1;
    });

    BOOST_TEST(with_echoes == expected_echoes.size());
}

BOOST_AUTO_TEST_CASE(an_echo_is_an_error_that_its_operation_declares) {
    ecr::operations::for_each([](const auto& operation) {
        for (const errc code : echoes_of(operation.name())) {
            BOOST_TEST(operation.declares(code), operation.name() << ' ' << ecr::to_string(code));
        }
    });
}

// A new operation that creates something must not be forgotten.
BOOST_AUTO_TEST_CASE(each_error_that_says_already_exists_is_an_echo) {
    ecr::operations::for_each([](const auto& operation) {
        for_each_code([&](errc code) {
            const bool exists = ecr::detail::conditions_of(code).has(condition::already_exists);
            if (!exists || !operation.declares(code)) return;
            BOOST_TEST(traits_of_operation(operation.name()).is_echo(code),
                       operation.name() << ' ' << ecr::to_string(code));
        });
    });
}

BOOST_AUTO_TEST_CASE(the_limit_is_a_rate_for_two_operations_only) {
    std::set<std::string_view> rates;

    ecr::operations::for_each([&](const auto& operation) {
        if (traits_of_operation(operation.name()).limit_exceeded_is_throttling)
            rates.insert(operation.name());
    });

    BOOST_TEST((rates == std::set<std::string_view>{"BatchGetImage", "UploadLayerPart"}));
}

BOOST_AUTO_TEST_CASE(an_unknown_operation_is_taken_for_a_change_without_echoes) {
    for (const std::string_view name : {"", "PutImages", "putImage", "Zzz", "AAA"}) {
        const auto traits = traits_of_operation(name);

        BOOST_TEST(!traits.read_only, name);
        BOOST_TEST(!traits.limit_exceeded_is_throttling, name);
        BOOST_TEST(echoes_of(name).empty(), name);
    }
}

BOOST_AUTO_TEST_SUITE_END()
