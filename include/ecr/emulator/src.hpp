#pragma once

/// \file
/// Every definition of the emulator, for the one source file of a separately compiled build, beside the one
/// that includes ecr/src.hpp.

#if !defined(ECR_SEPARATE_COMPILATION)
#error "every source needs ECR_SEPARATE_COMPILATION for this; a header-only program does without"
#endif

#define ECR_EMULATOR_SOURCE

#include <ecr/detail/config.hpp>
#include <ecr/impl/emulator/account_settings.ipp>
#include <ecr/impl/emulator/after_push.ipp>
#include <ecr/impl/emulator/authorization.ipp>
#include <ecr/impl/emulator/backfill_progress.ipp>
#include <ecr/impl/emulator/certificate.ipp>
#include <ecr/impl/emulator/claimed_signature.ipp>
#include <ecr/impl/emulator/connection.ipp>
#include <ecr/impl/emulator/container_agent.ipp>
#include <ecr/impl/emulator/container_login.ipp>
#include <ecr/impl/emulator/control.ipp>
#include <ecr/impl/emulator/conversation.ipp>
#include <ecr/impl/emulator/created_repository.ipp>
#include <ecr/impl/emulator/creation_templates.ipp>
#include <ecr/impl/emulator/downloads.ipp>
#include <ecr/impl/emulator/dpop_check.ipp>
#include <ecr/impl/emulator/emulator.ipp>
#include <ecr/impl/emulator/fault_book.ipp>
#include <ecr/impl/emulator/image_batches.ipp>
#include <ecr/impl/emulator/image_copy.ipp>
#include <ecr/impl/emulator/image_queries.ipp>
#include <ecr/impl/emulator/image_replications.ipp>
#include <ecr/impl/emulator/image_scans.ipp>
#include <ecr/impl/emulator/image_signings.ipp>
#include <ecr/impl/emulator/images.ipp>
#include <ecr/impl/emulator/instance_metadata.ipp>
#include <ecr/impl/emulator/layer_downloads.ipp>
#include <ecr/impl/emulator/layers.ipp>
#include <ecr/impl/emulator/lifecycle.ipp>
#include <ecr/impl/emulator/lifecycle_evaluation.ipp>
#include <ecr/impl/emulator/lifecycle_policy.ipp>
#include <ecr/impl/emulator/listener.ipp>
#include <ecr/impl/emulator/loaded_registry.ipp>
#include <ecr/impl/emulator/located.ipp>
#include <ecr/impl/emulator/login_control.ipp>
#include <ecr/impl/emulator/login_directory.ipp>
#include <ecr/impl/emulator/manifest.ipp>
#include <ecr/impl/emulator/misfortune.ipp>
#include <ecr/impl/emulator/paging.ipp>
#include <ecr/impl/emulator/policy_grant.ipp>
#include <ecr/impl/emulator/policy_text.ipp>
#include <ecr/impl/emulator/pull_through_cache.ipp>
#include <ecr/impl/emulator/pull_time_exclusions.ipp>
#include <ecr/impl/emulator/push.ipp>
#include <ecr/impl/emulator/put_image.ipp>
#include <ecr/impl/emulator/query_form.ipp>
#include <ecr/impl/emulator/registry_policy.ipp>
#include <ecr/impl/emulator/replication_backfills.ipp>
#include <ecr/impl/emulator/replication_rules.ipp>
#include <ecr/impl/emulator/reply.ipp>
#include <ecr/impl/emulator/repositories.ipp>
#include <ecr/impl/emulator/repository_policy.ipp>
#include <ecr/impl/emulator/request_reader.ipp>
#include <ecr/impl/emulator/resource_tags.ipp>
#include <ecr/impl/emulator/responder.ipp>
#include <ecr/impl/emulator/routes.ipp>
#include <ecr/impl/emulator/saved_repository.ipp>
#include <ecr/impl/emulator/scan_findings.ipp>
#include <ecr/impl/emulator/scanning_rules.ipp>
#include <ecr/impl/emulator/session_keys.ipp>
#include <ecr/impl/emulator/session_request.ipp>
#include <ecr/impl/emulator/signature_check.ipp>
#include <ecr/impl/emulator/signed_text.ipp>
#include <ecr/impl/emulator/signin.ipp>
#include <ecr/impl/emulator/signing_rules.ipp>
#include <ecr/impl/emulator/snapshot.ipp>
#include <ecr/impl/emulator/sso_directory.ipp>
#include <ecr/impl/emulator/sso_oidc.ipp>
#include <ecr/impl/emulator/sso_portal.ipp>
#include <ecr/impl/emulator/stored_repository.ipp>
#include <ecr/impl/emulator/token_exchange.ipp>
#include <ecr/impl/emulator/token_service.ipp>
#include <ecr/impl/emulator/trust_file.ipp>
#include <ecr/impl/emulator/unique_id.ipp>
#include <ecr/impl/emulator/upstream.ipp>
#include <ecr/impl/emulator/web_token.ipp>
