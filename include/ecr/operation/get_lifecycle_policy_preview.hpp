#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/image.hpp>
#include <ecr/model/lifecycle.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct get_lifecycle_policy_preview_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// 1 to 100, without `next_token` and `max_results`; all images when absent, never empty.
    std::optional<std::vector<ecr::image_identifier>> image_ids{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 100; the service uses 100 when absent.
    std::optional<std::int32_t> max_results{};
    std::optional<ecr::lifecycle_policy_preview_filter> filter{};
};
ECR_SHAPE(get_lifecycle_policy_preview_request, registry_id, repository_name, image_ids, next_token,
          (max_results, .bounds = &detail::from_1_to_100), filter);

struct get_lifecycle_policy_preview_response {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    /// JSON text.
    std::optional<std::string> lifecycle_policy_text{};
    std::optional<open_enum<ecr::lifecycle_policy_preview_status>> status{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
    std::vector<ecr::lifecycle_policy_preview_result> preview_results{};
    std::optional<ecr::lifecycle_policy_preview_summary> summary{};
};
ECR_SHAPE(get_lifecycle_policy_preview_response, registry_id, repository_name, lifecycle_policy_text, status,
          next_token, preview_results, summary);

/// Gets the status of a lifecycle policy preview and one page of the images that the policy would act on.
///
/// `start_lifecycle_policy_preview` begins it. The results are final when `status` is `complete`; after
/// `expired` or `failed` a new preview must be started.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
inline constexpr operation<get_lifecycle_policy_preview_request, get_lifecycle_policy_preview_response,
                           errors<errc::invalid_parameter, errc::lifecycle_policy_preview_not_found,
                                  errc::repository_not_found, errc::server, errc::validation>,
                           pages<&get_lifecycle_policy_preview_response::preview_results>>
    get_lifecycle_policy_preview{"GetLifecyclePolicyPreview"};
ECR_COMPILED_SHAPES(get_lifecycle_policy_preview);

}
