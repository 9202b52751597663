#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/describe_registry.hpp>
#include <ecr/operation/put_replication_configuration.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// Whether a rule applies to the repository of a name.
[[nodiscard]] ECR_DECL bool applies_to(const ecr::replication_rule& rule, std::string_view repository);

/// Where the images of a repository are copied to, each place once.
[[nodiscard]] ECR_DECL std::vector<ecr::replication_destination>
destinations_of(const registry_settings& settings, std::string_view repository);

ECR_DECL describe_registry_response on_describe_registry(const handling& on,
                                                         const describe_registry_request& request);
ECR_DECL put_replication_configuration_response
on_put_replication_configuration(const handling& on, const put_replication_configuration_request& request);

/// Where a registry copies images to.
ECR_DECL std::span<const route> replication_rules_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/replication_rules.ipp>
#endif
