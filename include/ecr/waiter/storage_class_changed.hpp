#pragma once

#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/update_image_storage_class.hpp>
#include <ecr/waiter.hpp>

#include <optional>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

namespace detail {

inline constexpr auto image_statuses_of = [](const describe_images_response& answer) {
    std::vector<std::optional<open_enum<image_status>>> all;
    for (const auto& each : answer.image_details) all.push_back(each.image_status);
    return all;
};

}

/// Waits until the images that the request names are archived. The filter of the request has to let archived
/// images through.
inline constexpr waiter images_archived{
    "images_archived",
    describe_images,
    wait_defaults{},
    when_all<detail::image_statuses_of>(image_status::archived, wait_state::success),
};

/// Waits until the images that the request names can be pulled again. The filter of the request has to let
/// archived images through.
inline constexpr waiter images_active{
    "images_active",
    describe_images,
    wait_defaults{},
    when_all<detail::image_statuses_of>(image_status::active, wait_state::success),
};

/// The type of `storage_class_changed`.
struct storage_class_waiter {
    using request_type = update_image_storage_class_request;
    using outcome = waited<describe_images_response>;

    /// Waits for what `update_image_storage_class` began with the same request. What follows the request is
    /// as for other waiters.
    template <class... Rest>
    [[nodiscard]] auto operator()(const client& on, const request_type& request, Rest&&... rest) const {
        const bool archive = request.target_storage_class == target_storage_class::archive;
        const auto asked = image_of(request);
        return archive ? images_archived(on, asked, std::forward<Rest>(rest)...)
                       : images_active(on, asked, std::forward<Rest>(rest)...);
    }

#if ECR_REFUSE_TEMPORARY_REQUESTS
    template <class... Rest>
    void operator()(const client& on, const request_type&& request, Rest&&... rest) const = delete;
#endif

private:
    static describe_images_request image_of(const request_type& request) {
        describe_images_request asked;
        asked.registry_id = request.registry_id;
        asked.repository_name = request.repository_name;
        asked.image_ids.emplace().push_back(request.image_id);
        asked.filter.emplace().image_status = image_status_filter::any;
        return asked;
    }
};

/// Waits until an image is in the storage class that a request to `update_image_storage_class` asks for.
inline constexpr storage_class_waiter storage_class_changed{};

}
