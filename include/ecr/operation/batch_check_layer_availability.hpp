#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/layer.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_check_layer_availability_request {
    /// Account that owns the registry; the caller's own when absent.
    std::optional<std::string> registry_id{};
    /// 2 to 256 characters, lower case, such as "team/web".
    std::string repository_name{};
    /// 1 to 100 digests such as "sha256:<hex>", each up to 1000 characters.
    std::vector<std::string> layer_digests{};
};
ECR_SHAPE(batch_check_layer_availability_request, registry_id, repository_name,
          (layer_digests, .bounds = &detail::batched_layer_digests));

struct batch_check_layer_availability_response {
    std::vector<ecr::layer> layers{};
    std::vector<ecr::layer_failure> failures{};
};
ECR_SHAPE(batch_check_layer_availability_response, layers, failures);

/// Tells which layers a repository already holds, so that a push can skip them.
///
/// A layer that is not there is listed as `unavailable`. The answer may be partial: look at `failures`.
inline constexpr operation<batch_check_layer_availability_request, batch_check_layer_availability_response,
                           errors<errc::invalid_parameter, errc::repository_not_found, errc::server>>
    batch_check_layer_availability{"BatchCheckLayerAvailability"};
ECR_COMPILED_SHAPES(batch_check_layer_availability);

}
