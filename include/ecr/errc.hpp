#pragma once

#include <ecr/open_enum.hpp>

namespace ecr::inline ECR_ABI {

/// The errors that the service declares; each is `<Name>Exception` on the wire.
enum class errc {
    /// An organization policy forbids the change; ask whoever manages the organization.
    blocked_by_organization_policy,
    /// The upload has no bytes, and a layer cannot be empty; upload a part before completing.
    empty_upload,
    /// The principal is excluded already; nothing is left to do.
    exclusion_already_exists,
    /// The principal is not excluded; check the ARN against `list_pull_time_update_exclusions`.
    exclusion_not_found,
    /// The same manifest is there with the same tag; nothing is left to do.
    image_already_exists,
    /// The image is archived; restore it with `update_image_storage_class`, then scan.
    image_archived,
    /// The manifest has another digest than the one given; send the exact bytes that were hashed.
    image_digest_does_not_match,
    /// No image has this digest or tag; check both, or push the image first.
    image_not_found,
    /// The image cannot move to this storage class; see `image_status` in `describe_images`.
    image_storage_class_update_not_supported,
    /// The tag is taken and cannot be moved; use another tag or make the repository mutable.
    image_tag_already_exists,
    /// The bytes received do not have the given digest; upload the layer again.
    invalid_layer,
    /// The part has a wrong size or leaves a gap; go on after the last valid byte, which the error names.
    invalid_layer_part,
    /// A value is not acceptable; correct the one that the message names.
    invalid_parameter,
    /// A tag's key or value is not acceptable; keep to 128 and 256 characters.
    invalid_tag_parameter,
    /// The KMS key of the repository cannot be used; enable it, or allow the caller to use it.
    kms,
    /// The repository holds the layer already; treat it as uploaded.
    layer_already_exists,
    /// No image refers to the layer, so it cannot be downloaded; push such an image first.
    layer_inaccessible,
    /// A part other than the last is below 5 MiB; upload the layer again in larger parts.
    layer_part_too_small,
    /// The repository lacks layers that are named; push the layers first.
    layers_not_found,
    /// The repository has no lifecycle policy; put one first.
    lifecycle_policy_not_found,
    /// The previous preview is still running; wait for it, then retry.
    lifecycle_policy_preview_in_progress,
    /// No preview exists; start one first.
    lifecycle_policy_preview_not_found,
    /// A quota or rate of the account is used up; retry later, or ask for a quota increase.
    limit_exceeded,
    /// The prefix has a rule; update or delete that one, or use another prefix.
    pull_through_cache_rule_already_exists,
    /// No rule has this prefix; create it first.
    pull_through_cache_rule_not_found,
    /// The manifest list names images that the repository lacks; push those first.
    referenced_images_not_found,
    /// The registry has no permissions policy; put one first.
    registry_policy_not_found,
    /// A backfill to this region is running; wait for its end or stop it.
    replication_backfill_in_progress,
    /// The backfill's status does not allow this; see `describe_replication_backfill_results`.
    replication_backfill_invalid_status,
    /// No backfill has this id; check it against `list_replication_backfills`, which covers 90 days.
    replication_backfill_not_found,
    /// The name is taken; use the repository that is there, or another name.
    repository_already_exists,
    /// The repository holds images; delete them first, or set `force`.
    repository_not_empty,
    /// The registry has no such repository in this region; check name and account, or create it first.
    repository_not_found,
    /// The repository has no permissions policy; set one first.
    repository_policy_not_found,
    /// The image has not been scanned; retry later if it is new, else start a scan.
    scan_not_found,
    /// The secret with the upstream's credentials does not exist; create it first.
    secret_not_found,
    /// The service failed; retry later.
    server,
    /// The registry has no signing configuration; put one first.
    signing_configuration_not_found,
    /// The prefix has a creation template; update that one, or use another prefix.
    template_already_exists,
    /// No creation template has this prefix; create it first.
    template_not_found,
    /// There would be more than 50 tags; remove some first.
    too_many_tags,
    /// The service may not read the upstream's secret; allow it in the secret's permissions.
    unable_to_access_secret,
    /// The service cannot decrypt the upstream's secret; allow it to use the secret's KMS key.
    unable_to_decrypt_secret_value,
    /// The image cannot be fetched from upstream; check the cache rule's credentials.
    unable_to_get_upstream_image,
    /// The layer cannot be fetched from upstream; check the cache rule's credentials.
    unable_to_get_upstream_layer,
    /// The referrers cannot be listed upstream; check the cache rule's credentials.
    unable_to_list_upstream_image_referrers,
    /// The image is of a kind that cannot be scanned; skip it, or scan the images that it lists.
    unsupported_image_type,
    /// The service cannot cache this registry; use one that `upstream_registry` lists.
    unsupported_upstream_registry,
    /// No such upload, or it has ended; see whether the layer is there, else initiate a new upload.
    upload_not_found,
    /// The request breaks a rule of the service; correct what the message names.
    validation,
};
ECR_ENUM_AS(upper_camel, "Exception", errc, blocked_by_organization_policy, empty_upload,
            exclusion_already_exists, exclusion_not_found, image_already_exists, image_archived,
            image_digest_does_not_match, image_not_found, image_storage_class_update_not_supported,
            image_tag_already_exists, invalid_layer, invalid_layer_part, invalid_parameter,
            invalid_tag_parameter, kms, layer_already_exists, layer_inaccessible, layer_part_too_small,
            layers_not_found, lifecycle_policy_not_found, lifecycle_policy_preview_in_progress,
            lifecycle_policy_preview_not_found, limit_exceeded, pull_through_cache_rule_already_exists,
            pull_through_cache_rule_not_found, referenced_images_not_found, registry_policy_not_found,
            replication_backfill_in_progress, replication_backfill_invalid_status,
            replication_backfill_not_found, repository_already_exists, repository_not_empty,
            repository_not_found, repository_policy_not_found, scan_not_found, secret_not_found, server,
            signing_configuration_not_found, template_already_exists, template_not_found, too_many_tags,
            unable_to_access_secret, unable_to_decrypt_secret_value, unable_to_get_upstream_image,
            unable_to_get_upstream_layer, unable_to_list_upstream_image_referrers, unsupported_image_type,
            unsupported_upstream_registry, upload_not_found, validation);

}
