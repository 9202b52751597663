#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/open_enum.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

enum class layer_availability {
    available,
    unavailable,
    archived,
};
ECR_ENUM(layer_availability, available, unavailable, archived);

enum class layer_failure_code {
    invalid_layer_digest,
    missing_layer_digest,
};
ECR_ENUM_AS(upper_camel, "", layer_failure_code, invalid_layer_digest, missing_layer_digest);

struct layer {
    std::optional<std::string> layer_digest{};
    std::optional<open_enum<ecr::layer_availability>> layer_availability{};
    std::optional<std::int64_t> layer_size{};
    std::optional<std::string> media_type{};
};
ECR_SHAPE(layer, layer_digest, layer_availability, layer_size, media_type);

struct layer_failure {
    std::optional<std::string> layer_digest{};
    std::optional<open_enum<ecr::layer_failure_code>> failure_code{};
    std::optional<std::string> failure_reason{};
};
ECR_SHAPE(layer_failure, (layer_digest, .bounds = &detail::up_to_1000), failure_code, failure_reason);

}
