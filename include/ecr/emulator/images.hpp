#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/route.hpp>
#include <ecr/operation/batch_delete_image.hpp>
#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/list_image_referrers.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/update_image_storage_class.hpp>

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL put_image_response on_put_image(const handling& on, const put_image_request& request);
ECR_DECL batch_get_image_response on_batch_get_image(const handling& on,
                                                     const batch_get_image_request& request);
ECR_DECL batch_delete_image_response on_batch_delete_image(const handling& on,
                                                           const batch_delete_image_request& request);
ECR_DECL describe_images_response on_describe_images(const handling& on,
                                                     const describe_images_request& request);
ECR_DECL list_images_response on_list_images(const handling& on, const list_images_request& request);
ECR_DECL list_image_referrers_response on_list_image_referrers(const handling& on,
                                                               const list_image_referrers_request& request);
ECR_DECL update_image_storage_class_response
on_update_image_storage_class(const handling& on, const update_image_storage_class_request& request);

/// The operations on images.
[[nodiscard]] ECR_DECL std::span<const route> images_routes();

/// An image, or why there is none.
struct image_lookup {
    stored_image* image = nullptr;
    image_failure_code code{};
    std::string reason{};
};

/// Finds the image that an identifier names.
[[nodiscard]] ECR_DECL image_lookup look_up(stored_repository& in, const image_identifier& id);

/// The same; refused as `errc::image_not_found`, or as `errc::invalid_parameter` if it names none.
[[nodiscard]] ECR_DECL stored_image& require(const located& at, const image_identifier& id);

/// Whether the text can be an image tag.
[[nodiscard]] ECR_DECL bool is_image_tag(std::string_view text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/image_batches.ipp>
#include <ecr/impl/emulator/image_queries.ipp>
#include <ecr/impl/emulator/images.ipp>
#include <ecr/impl/emulator/put_image.ipp>
#endif
