#pragma once

#include <ecr/emulator/account_settings.hpp>
#include <ecr/emulator/authorization.hpp>
#include <ecr/emulator/creation_templates.hpp>
#include <ecr/emulator/image_replications.hpp>
#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/image_signings.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/lifecycle.hpp>
#include <ecr/emulator/pull_through_cache.hpp>
#include <ecr/emulator/pull_time_exclusions.hpp>
#include <ecr/emulator/registry_policy.hpp>
#include <ecr/emulator/replication_backfills.hpp>
#include <ecr/emulator/replication_rules.hpp>
#include <ecr/emulator/repositories.hpp>
#include <ecr/emulator/repository_policy.hpp>
#include <ecr/emulator/resource_tags.hpp>
#include <ecr/emulator/routes.hpp>
#include <ecr/emulator/scanning_rules.hpp>
#include <ecr/emulator/signing_rules.hpp>

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL std::vector<route> joined(std::initializer_list<std::span<const route>> tables) {
    std::vector<route> all;
    for (const auto table : tables) all.insert(all.end(), table.begin(), table.end());
    std::ranges::sort(all, {}, &route::operation);
    return all;
}

ECR_DECL std::span<const route> every_route() {
    static const std::vector<route> all =
        joined({account_settings_routes(), authorization_routes(), creation_templates_routes(),
                image_replications_routes(), image_scans_routes(), image_signings_routes(), images_routes(),
                layers_routes(), lifecycle_routes(), pull_through_cache_routes(),
                pull_time_exclusions_routes(), registry_policy_routes(), replication_backfills_routes(),
                replication_rules_routes(), repositories_routes(), repository_policy_routes(),
                resource_tags_routes(), scanning_rules_routes(), signing_rules_routes()});
    return all;
}

ECR_DECL const route* find_route(std::string_view operation) {
    const auto all = every_route();
    const auto found = std::ranges::lower_bound(all, operation, {}, &route::operation);
    return found != all.end() && found->operation == operation ? &*found : nullptr;
}

}
