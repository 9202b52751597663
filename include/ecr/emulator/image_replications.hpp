#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/describe_image_replication_status.hpp>

#include <span>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// Begins to copy an image that was pushed, or got a tag, to where the rules of the registry say.
ECR_DECL void replicate_on_push(const handling& on, registry& of, const std::string& repository,
                                stored_image& image);

/// Makes the copies of a registry that are due by now.
ECR_DECL void make_copies(const handling& on, registry& of);

ECR_DECL describe_image_replication_status_response on_describe_image_replication_status(
    const handling& on, const describe_image_replication_status_request& request);

/// Copies of images in other registries.
ECR_DECL std::span<const route> image_replications_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/image_replications.ipp>
#endif
