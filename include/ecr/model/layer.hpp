#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// Whether a repository has a layer already.
enum class layer_availability {
    /// It need not be uploaded.
    available,
    /// It must be uploaded before an image can use it.
    unavailable,
    /// Only archived images have it; restore one of them to read it.
    archived,
};
ECR_ENUM(layer_availability, available, unavailable, archived);

/// Why one layer of a batch failed in a call that succeeded.
enum class layer_failure_code {
    /// The digest is malformed: write it as "sha256:" and 64 hexadecimal digits.
    invalid_layer_digest,
    /// The digest is empty.
    missing_layer_digest,
};
ECR_ENUM_AS(upper_camel, "", layer_failure_code, invalid_layer_digest, missing_layer_digest);

/// A layer as a repository knows it.
struct layer {
    /// Such as "sha256:<hex>".
    std::optional<std::string> layer_digest{};
    std::optional<open_enum<ecr::layer_availability>> layer_availability{};
    /// In bytes.
    std::optional<std::int64_t> layer_size{};
    /// Such as "application/vnd.oci.image.layer.v1.tar+gzip".
    std::optional<std::string> media_type{};
};
ECR_SHAPE(layer, layer_digest, layer_availability, layer_size, media_type);

/// One layer of a batch that failed, and why; the other layers are not affected.
struct layer_failure {
    /// As the request had it, up to 1000 characters.
    std::optional<std::string> layer_digest{};
    std::optional<open_enum<ecr::layer_failure_code>> failure_code{};
    /// For people to read; tell cases apart by `failure_code`.
    std::optional<std::string> failure_reason{};
};
ECR_SHAPE(layer_failure, (layer_digest, .bounds = &detail::up_to_1000), failure_code, failure_reason);

}
