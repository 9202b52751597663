#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/image.hpp>
#include <ecr/operation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct list_image_referrers_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    ecr::subject_identifier subject_id{};
    std::optional<ecr::list_image_referrers_filter> filter{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(list_image_referrers_request, registry_id, repository_name, subject_id, filter, next_token,
          (max_results, .bounds = &detail::from_1_to_50));

struct list_image_referrers_response {
    std::vector<ecr::image_referrer> referrers{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_image_referrers_response, referrers, next_token);

inline constexpr operation<list_image_referrers_request, list_image_referrers_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server,
                                  errc::unable_to_list_upstream_image_referrers, errc::validation>,
                           pages<&list_image_referrers_response::referrers>>
    list_image_referrers{"ListImageReferrers"};

}
