#pragma once

#include <ecr/emulator/handling.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// Begins what the service does with an image that was pushed or got a tag: scan, signatures, copies.
ECR_DECL void image_pushed(const handling& on, registry& of, const std::string& repository,
                           stored_image& image);

/// Has happen what is due by now in any registry: copies and backfills. To be called before each request.
ECR_DECL void advance(const handling& on);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/after_push.ipp>
#endif
