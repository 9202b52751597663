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

inline constexpr operation<put_replication_configuration_request, put_replication_configuration_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    put_replication_configuration{"PutReplicationConfiguration"};

}
