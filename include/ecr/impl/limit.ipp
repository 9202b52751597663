#pragma once

#include <ecr/detail/limit.hpp>

#include <algorithm>
#include <iterator>

namespace ecr::inline ECR_ABI::detail {

namespace limits {

inline constexpr std::string_view base64_form = R"(^\S+$)";
inline constexpr std::string_view credential_arn_form =
    R"(^arn:aws(-\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr\-pullthroughcache\/[a-zA-Z0-9\/_+=.@-]+$)";
inline constexpr std::string_view layer_digest_form = "[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+";
inline constexpr std::string_view prefix_form =
    R"(^([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\/?|ROOT)$)";
inline constexpr std::string_view principal_arn_form =
    R"(^arn:aws(-[a-z]+)*:iam::[0-9]{12}:(role|user)/[\w+=,.@-]+(/[\w+=,.@-]+)*$)";
inline constexpr std::string_view region_form = "[0-9a-z-]{2,25}";
inline constexpr std::string_view registry_id_form = "[0-9]{12}";
inline constexpr std::string_view signing_profile_arn_form =
    R"(^arn:aws(-[a-z]+)*:signer:[a-z0-9-]+:[0-9]{12}:\/signing-profiles\/[a-zA-Z0-9_]{2,}$)";
inline constexpr std::string_view upload_id_form =
    "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";

inline constexpr limit any_artifact_type{.min = 1, .max = 255};
inline constexpr limit any_pull_through_cache_rule_repository_prefix{
    .min = 2, .max = 30, .pattern = prefix_form};
inline constexpr limit any_image_count{.min = 0};
inline constexpr limit any_image_tag{.min = 1, .max = 300};
inline constexpr limit any_layer_digest{.pattern = layer_digest_form};
inline constexpr limit any_prefix{.min = 1, .max = 256, .pattern = prefix_form};
inline constexpr limit any_principal_arn{.max = 200, .pattern = principal_arn_form};
inline constexpr limit any_registry_id{.pattern = registry_id_form};

struct usual {
    std::string_view member;
    limit value;
};

// Sorted by name, for the search.
inline constexpr usual table[] = {
    {"accepted_media_types", {.min = 1, .max = 100}},
    {"applied_rule_priority", {.min = 1}},
    {"applied_scan_filters", {.min = 0, .max = 100}},
    {"artifact_type", {.min = 1, .max = 255}},
    {"artifact_types", {.min = 0, .max = 5, .element = &any_artifact_type}},
    {"attributes", {.min = 0, .max = 50}},
    {"authorization_token", {.pattern = base64_form}},
    {"aws_account_id", {.pattern = registry_id_form}},
    {"credential_arn", {.min = 50, .max = 612, .pattern = credential_arn_form}},
    {"custom_role_arn", {.max = 2048}},
    {"description", {.max = 256}},
    {"destinations", {.min = 0, .max = 100}},
    {"ecr_repository_prefix", {.min = 2, .max = 30, .pattern = prefix_form}},
    {"ecr_repository_prefixes",
     {.min = 1, .max = 100, .element = &any_pull_through_cache_rule_repository_prefix}},
    {"expiring_image_total_count", {.min = 0}},
    {"finding_severity_counts", {.element = &any_image_count}},
    {"image_ids", {.min = 1, .max = 100}},
    {"image_manifest", {.min = 1, .max = 4194304}},
    {"image_tag", {.min = 1, .max = 300}},
    {"image_tag_mutability_exclusion_filters", {.min = 1, .max = 5}},
    {"image_tags", {.element = &any_image_tag}},
    {"image_total_count", {.min = 0}},
    {"in_use_count", {.min = 0}},
    {"key", {.min = 1, .max = 128}},
    {"kms_key", {.min = 1, .max = 2048}},
    {"last_byte_received", {.min = 0}},
    {"layer_digest", {.pattern = layer_digest_form}},
    {"layer_digests", {.min = 1, .max = 100, .element = &any_layer_digest}},
    {"layer_part_blob", {.min = 0, .max = 20971520}},
    {"lifecycle_policy", {.min = 0, .max = 30720}},
    {"lifecycle_policy_text", {.min = 100, .max = 30720}},
    {"max_results", {.min = 1, .max = 1000}},
    {"part_first_byte", {.min = 0}},
    {"part_last_byte", {.min = 0}},
    {"part_size", {.min = 0}},
    {"policy_text", {.min = 0, .max = 10240}},
    {"prefix", {.min = 1, .max = 256, .pattern = prefix_form}},
    {"prefixes", {.element = &any_prefix}},
    {"principal_arn", {.max = 200, .pattern = principal_arn_form}},
    {"pull_time_update_exclusions", {.min = 0, .max = 100, .element = &any_principal_arn}},
    {"region", {.min = 2, .max = 25, .pattern = region_form}},
    {"registry", {.pattern = registry_id_form}},
    {"registry_id", {.pattern = registry_id_form}},
    {"registry_ids", {.min = 1, .max = 10, .element = &any_registry_id}},
    {"repository_filters", {.min = 1, .max = 100}},
    {"repository_name", any_repository_name},
    {"repository_names", {.min = 1, .max = 100, .element = &any_repository_name}},
    {"repository_policy", {.min = 0, .max = 10240}},
    {"rules", {.min = 0, .max = 10}},
    {"signing_profile_arn", {.max = 200, .pattern = signing_profile_arn_form}},
    {"upload_id", {.pattern = upload_id_form}},
    {"upstream_repository_prefix", {.min = 2, .max = 30, .pattern = prefix_form}},
};
static_assert(std::ranges::is_sorted(table, {}, &usual::member));

}

ECR_DECL const limit* usual_limit(std::string_view member) noexcept {
    const auto found = std::ranges::lower_bound(limits::table, member, {}, &limits::usual::member);
    if (found == std::end(limits::table) || found->member != member) return nullptr;
    return &found->value;
}

}
