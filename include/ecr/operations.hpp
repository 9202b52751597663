#pragma once

#include <ecr/operation/batch_check_layer_availability.hpp>
#include <ecr/operation/batch_delete_image.hpp>
#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/batch_get_repository_scanning_configuration.hpp>
#include <ecr/operation/complete_layer_upload.hpp>
#include <ecr/operation/create_pull_through_cache_rule.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/create_repository_creation_template.hpp>
#include <ecr/operation/delete_lifecycle_policy.hpp>
#include <ecr/operation/delete_pull_through_cache_rule.hpp>
#include <ecr/operation/delete_registry_policy.hpp>
#include <ecr/operation/delete_repository.hpp>
#include <ecr/operation/delete_repository_creation_template.hpp>
#include <ecr/operation/delete_repository_policy.hpp>
#include <ecr/operation/delete_signing_configuration.hpp>
#include <ecr/operation/deregister_pull_time_update_exclusion.hpp>
#include <ecr/operation/describe_image_replication_status.hpp>
#include <ecr/operation/describe_image_scan_findings.hpp>
#include <ecr/operation/describe_image_signing_status.hpp>
#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/describe_pull_through_cache_rules.hpp>
#include <ecr/operation/describe_registry.hpp>
#include <ecr/operation/describe_replication_backfill_results.hpp>
#include <ecr/operation/describe_repositories.hpp>
#include <ecr/operation/describe_repository_creation_templates.hpp>
#include <ecr/operation/get_account_setting.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/operation/get_download_url_for_layer.hpp>
#include <ecr/operation/get_lifecycle_policy.hpp>
#include <ecr/operation/get_lifecycle_policy_preview.hpp>
#include <ecr/operation/get_registry_policy.hpp>
#include <ecr/operation/get_registry_scanning_configuration.hpp>
#include <ecr/operation/get_repository_policy.hpp>
#include <ecr/operation/get_signing_configuration.hpp>
#include <ecr/operation/initiate_layer_upload.hpp>
#include <ecr/operation/list_image_referrers.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/operation/list_pull_time_update_exclusions.hpp>
#include <ecr/operation/list_replication_backfills.hpp>
#include <ecr/operation/list_tags_for_resource.hpp>
#include <ecr/operation/put_account_setting.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/put_image_scanning_configuration.hpp>
#include <ecr/operation/put_image_tag_mutability.hpp>
#include <ecr/operation/put_lifecycle_policy.hpp>
#include <ecr/operation/put_registry_policy.hpp>
#include <ecr/operation/put_registry_scanning_configuration.hpp>
#include <ecr/operation/put_replication_configuration.hpp>
#include <ecr/operation/put_signing_configuration.hpp>
#include <ecr/operation/register_pull_time_update_exclusion.hpp>
#include <ecr/operation/set_repository_policy.hpp>
#include <ecr/operation/start_image_scan.hpp>
#include <ecr/operation/start_lifecycle_policy_preview.hpp>
#include <ecr/operation/start_replication_backfill.hpp>
#include <ecr/operation/stop_replication_backfill.hpp>
#include <ecr/operation/tag_resource.hpp>
#include <ecr/operation/untag_resource.hpp>
#include <ecr/operation/update_image_storage_class.hpp>
#include <ecr/operation/update_pull_through_cache_rule.hpp>
#include <ecr/operation/update_repository_creation_template.hpp>
#include <ecr/operation/upload_layer_part.hpp>
#include <ecr/operation/validate_pull_through_cache_rule.hpp>

namespace ecr::inline ECR_ABI {

/// Every operation of the API, for code that works on all of them.
using operations = operation_list<
    batch_check_layer_availability, batch_delete_image, batch_get_image,
    batch_get_repository_scanning_configuration, complete_layer_upload, create_pull_through_cache_rule,
    create_repository, create_repository_creation_template, delete_lifecycle_policy,
    delete_pull_through_cache_rule, delete_registry_policy, delete_repository,
    delete_repository_creation_template, delete_repository_policy, delete_signing_configuration,
    deregister_pull_time_update_exclusion, describe_image_replication_status, describe_image_scan_findings,
    describe_image_signing_status, describe_images, describe_pull_through_cache_rules, describe_registry,
    describe_replication_backfill_results, describe_repositories, describe_repository_creation_templates,
    get_account_setting, get_authorization_token, get_download_url_for_layer, get_lifecycle_policy,
    get_lifecycle_policy_preview, get_registry_policy, get_registry_scanning_configuration,
    get_repository_policy, get_signing_configuration, initiate_layer_upload, list_image_referrers,
    list_images, list_pull_time_update_exclusions, list_replication_backfills, list_tags_for_resource,
    put_account_setting, put_image, put_image_scanning_configuration, put_image_tag_mutability,
    put_lifecycle_policy, put_registry_policy, put_registry_scanning_configuration,
    put_replication_configuration, put_signing_configuration, register_pull_time_update_exclusion,
    set_repository_policy, start_image_scan, start_lifecycle_policy_preview, start_replication_backfill,
    stop_replication_backfill, tag_resource, untag_resource, update_image_storage_class,
    update_pull_through_cache_rule, update_repository_creation_template, upload_layer_part,
    validate_pull_through_cache_rule>;

}
