#pragma once

#include <ecr/emulator/located.hpp>
#include <ecr/emulator/manifest.hpp>
#include <ecr/timestamp.hpp>

namespace ecr::inline ECR_ABI::emulation {

/// Refuses an image that refers to layers or images that the repository lacks.
ECR_DECL void check_references(const located& at, const stored_image& image);

/// Adds an image whose references were checked and that is not there.
ECR_DECL stored_image& add_pushed(stored_repository& to, manifest pushed, timestamp pushed_at);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/push.ipp>
#endif
