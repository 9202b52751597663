#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>
#include <ecr/pager.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_image_referrers_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    ecr::subject_identifier subject_id{};
    std::optional<ecr::list_image_referrers_filter> filter{};
    /// From the previous page's response; absent for the first page.
    std::optional<std::string> next_token{};
    /// 1 to 50; the service uses 20 when absent.
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(list_image_referrers_request, registry_id, repository_name, subject_id, filter, next_token,
          (max_results, .bounds = &detail::from_1_to_50));

struct list_image_referrers_response {
    std::vector<ecr::image_referrer> referrers{};
    /// Absent when this is the last page.
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_image_referrers_response, referrers, next_token);

/// Lists the artifacts that refer to an image, one page of them: signatures, bills of materials and the like.
///
/// The order is not promised. Pass `next_token` on until it is absent: an empty page may not be the last.
/// Archived artifacts are left out unless the filter asks for them. The caller needs permission for
/// `ecr:BatchGetImage`.
inline constexpr operation<list_image_referrers_request, list_image_referrers_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server,
                                  errc::unable_to_list_upstream_image_referrers, errc::validation>,
                           pages<&list_image_referrers_response::referrers>>
    list_image_referrers{"ListImageReferrers"};
ECR_COMPILED_SHAPES(list_image_referrers);

}
