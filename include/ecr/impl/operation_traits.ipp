#pragma once

#include <ecr/detail/operation_traits.hpp>

#include <initializer_list>
#include <iterator>

namespace ecr::inline ECR_ABI::detail {

namespace operation_table {

constexpr operation_traits reads(std::string_view name) noexcept {
    return {.name = name, .read_only = true};
}

constexpr operation_traits pages(std::string_view name) noexcept {
    return {.name = name, .read_only = true, .paginated = true};
}

constexpr operation_traits changes(std::string_view name, std::initializer_list<errc> echoes = {}) noexcept {
    operation_traits traits{.name = name};
    for (const errc each : echoes) traits.echoes[traits.echo_count++] = each;
    return traits;
}

constexpr operation_traits limits_rate(operation_traits traits) noexcept {
    traits.limit_exceeded_is_throttling = true;
    return traits;
}

// Sorted by name, for the search. What sets a state as a whole may be repeated without an echo. A scan may be
// started once a day, so the limit is what a repeated start meets; a part that arrived already is out of
// order.
inline constexpr operation_traits rows[] = {
    reads("BatchCheckLayerAvailability"),
    changes("BatchDeleteImage"),
    limits_rate(reads("BatchGetImage")),
    reads("BatchGetRepositoryScanningConfiguration"),
    changes("CompleteLayerUpload", {errc::layer_already_exists, errc::upload_not_found}),
    changes("CreatePullThroughCacheRule", {errc::pull_through_cache_rule_already_exists}),
    changes("CreateRepository", {errc::repository_already_exists}),
    changes("CreateRepositoryCreationTemplate", {errc::template_already_exists}),
    changes("DeleteLifecyclePolicy", {errc::lifecycle_policy_not_found}),
    changes("DeletePullThroughCacheRule", {errc::pull_through_cache_rule_not_found}),
    changes("DeleteRegistryPolicy", {errc::registry_policy_not_found}),
    changes("DeleteRepository", {errc::repository_not_found}),
    changes("DeleteRepositoryCreationTemplate", {errc::template_not_found}),
    changes("DeleteRepositoryPolicy", {errc::repository_policy_not_found}),
    changes("DeleteSigningConfiguration", {errc::signing_configuration_not_found}),
    changes("DeregisterPullTimeUpdateExclusion", {errc::exclusion_not_found}),
    reads("DescribeImageReplicationStatus"),
    pages("DescribeImageScanFindings"),
    reads("DescribeImageSigningStatus"),
    pages("DescribeImages"),
    pages("DescribePullThroughCacheRules"),
    reads("DescribeRegistry"),
    pages("DescribeReplicationBackfillResults"),
    pages("DescribeRepositories"),
    pages("DescribeRepositoryCreationTemplates"),
    reads("GetAccountSetting"),
    reads("GetAuthorizationToken"),
    reads("GetDownloadUrlForLayer"),
    reads("GetLifecyclePolicy"),
    pages("GetLifecyclePolicyPreview"),
    reads("GetRegistryPolicy"),
    reads("GetRegistryScanningConfiguration"),
    reads("GetRepositoryPolicy"),
    reads("GetSigningConfiguration"),
    changes("InitiateLayerUpload"),
    pages("ListImageReferrers"),
    pages("ListImages"),
    pages("ListPullTimeUpdateExclusions"),
    pages("ListReplicationBackfills"),
    reads("ListTagsForResource"),
    changes("PutAccountSetting"),
    changes("PutImage", {errc::image_already_exists, errc::image_tag_already_exists}),
    changes("PutImageScanningConfiguration"),
    changes("PutImageTagMutability"),
    changes("PutLifecyclePolicy"),
    changes("PutRegistryPolicy"),
    changes("PutRegistryScanningConfiguration"),
    changes("PutReplicationConfiguration"),
    changes("PutSigningConfiguration"),
    changes("RegisterPullTimeUpdateExclusion", {errc::exclusion_already_exists}),
    changes("SetRepositoryPolicy"),
    changes("StartImageScan", {errc::limit_exceeded}),
    changes("StartLifecyclePolicyPreview", {errc::lifecycle_policy_preview_in_progress}),
    changes("StartReplicationBackfill", {errc::replication_backfill_in_progress}),
    changes("StopReplicationBackfill", {errc::replication_backfill_invalid_status}),
    changes("TagResource"),
    changes("UntagResource"),
    changes("UpdateImageStorageClass", {errc::image_storage_class_update_not_supported}),
    changes("UpdatePullThroughCacheRule"),
    changes("UpdateRepositoryCreationTemplate"),
    limits_rate(changes("UploadLayerPart", {errc::invalid_layer_part})),
    reads("ValidatePullThroughCacheRule"),
};
static_assert(std::ranges::is_sorted(rows, {}, &operation_traits::name));

}

ECR_DECL operation_traits traits_of_operation(std::string_view name) noexcept {
    using operation_table::rows;
    const auto found = std::ranges::lower_bound(rows, name, {}, &operation_traits::name);
    if (found == std::end(rows) || found->name != name) return {.name = name};
    return *found;
}

}
