#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>

#include <optional>

namespace ecr::inline ECR_ABI {

struct put_replication_configuration_request {
    ecr::replication_configuration replication_configuration{};
};
ECR_SHAPE(put_replication_configuration_request, replication_configuration);

struct put_replication_configuration_response {
    std::optional<ecr::replication_configuration> replication_configuration{};
};
ECR_SHAPE(put_replication_configuration_response, replication_configuration);

/// Sets the replication rules of the caller's own registry, in place of all that it has.
///
/// Only images that are pushed afterwards are copied; `start_replication_backfill` copies those that are
/// there already. A destination in another account must allow it with `put_registry_policy`. The first call
/// creates a service-linked role.
inline constexpr operation<put_replication_configuration_request, put_replication_configuration_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    put_replication_configuration{"PutReplicationConfiguration"};
ECR_COMPILED_SHAPES(put_replication_configuration);

}
