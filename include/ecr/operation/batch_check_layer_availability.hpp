#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/layer.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_check_layer_availability_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::vector<std::string> layer_digests{};
};
ECR_SHAPE(batch_check_layer_availability_request, registry_id, repository_name,
          (layer_digests, .bounds = &detail::batched_layer_digests));

struct batch_check_layer_availability_response {
    std::vector<ecr::layer> layers{};
    std::vector<ecr::layer_failure> failures{};
};
ECR_SHAPE(batch_check_layer_availability_response, layers, failures);

inline constexpr operation<batch_check_layer_availability_request, batch_check_layer_availability_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    batch_check_layer_availability{"BatchCheckLayerAvailability"};

}
