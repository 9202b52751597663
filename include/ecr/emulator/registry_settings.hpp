#pragma once

#include <ecr/model/creation_template.hpp>
#include <ecr/model/pull_through_cache.hpp>
#include <ecr/model/replication.hpp>
#include <ecr/model/scanning_configuration.hpp>
#include <ecr/model/signing.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// A principal whose pulls do not update the pull time of images.
struct pull_time_exclusion {
    std::string principal_arn{};
    std::optional<timestamp> created_at{};
};
ECR_SHAPE(pull_time_exclusion, principal_arn, created_at);

/// A setting of the account that is no longer at its default.
struct account_setting {
    std::string name{};
    std::string value{};
};
ECR_SHAPE(account_setting, name, value);

/// A secret or a signing profile that the registry may not use, so that clients can be tested against that.
struct refusal {
    std::string arn{};
    /// For a secret the code of the error on the wire, for a signing profile the failure code.
    std::string code{};
    std::string reason{};
};
ECR_SHAPE(refusal, arn, code, reason);

/// What is set for a registry as a whole; as JSON it can be kept and loaded.
struct registry_settings {
    std::optional<std::string> policy{};
    ecr::replication_configuration replication{};
    ecr::registry_scanning_configuration scanning{.scan_type = scan_type::basic};
    /// When the scanning configuration was last set.
    std::optional<timestamp> scanning_since{};
    /// By prefix.
    std::vector<ecr::repository_creation_template> templates{};
    /// By prefix.
    std::vector<ecr::pull_through_cache_rule> cache_rules{};
    std::optional<ecr::signing_configuration> signing{};
    /// By principal.
    std::vector<pull_time_exclusion> exclusions{};
    std::vector<account_setting> account{};
    std::vector<refusal> refusals{};
};
ECR_SHAPE(registry_settings, policy, replication, scanning, scanning_since, templates, cache_rules, signing,
          exclusions, account, refusals);

}
