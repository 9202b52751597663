#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/describe_image_signing_status.hpp>

#include <span>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Makes signing with a profile fail, with this code and reason.
ECR_DECL void refuse_signing(registry& of, std::string_view profile_arn, std::string_view code,
                             std::string_view reason);

/// Begins to sign a new image with the profiles whose rules match its repository.
ECR_DECL void sign_on_push(const handling& on, const registry& of, const std::string& repository,
                           stored_image& image);

ECR_DECL describe_image_signing_status_response
on_describe_image_signing_status(const handling& on, const describe_image_signing_status_request& request);

/// Signatures of images.
ECR_DECL std::span<const route> image_signings_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/image_signings.ipp>
#endif
