#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/model/image.hpp>
#include <ecr/model/replication.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// Copies an image with all that it consists of to another registry, under the tag of `id` or else under all
/// of its tags.
///
/// Answers the code of the failure, or nothing when the image is there.
ECR_DECL std::optional<std::string> copy_image(const handling& on, const registry& from,
                                               const std::string& repository, const ecr::image_identifier& id,
                                               const ecr::replication_destination& to);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/image_copy.ipp>
#endif
