#pragma once

#include <ecr/model/replication.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct describe_registry_request {};
ECR_SHAPE(describe_registry_request);

struct describe_registry_response {
    std::optional<std::string> registry_id{};
    std::optional<ecr::replication_configuration> replication_configuration{};
};
ECR_SHAPE(describe_registry_response, registry_id, replication_configuration);

/// Gets the account id and the replication rules of the caller's own registry.
inline constexpr operation<describe_registry_request, describe_registry_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    describe_registry{"DescribeRegistry"};
ECR_COMPILED_SHAPES(describe_registry);

}
