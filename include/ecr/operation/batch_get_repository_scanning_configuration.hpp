#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/scanning_configuration.hpp>
#include <ecr/operation.hpp>

#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct batch_get_repository_scanning_configuration_request {
    /// 1 to 25, each 2 to 256 characters, lower case, such as "team/web".
    std::vector<std::string> repository_names{};
};
ECR_SHAPE(batch_get_repository_scanning_configuration_request,
          (repository_names, .bounds = &detail::from_1_to_25_repository_names));

struct batch_get_repository_scanning_configuration_response {
    std::vector<ecr::repository_scanning_configuration> scanning_configurations{};
    std::vector<ecr::repository_scanning_configuration_failure> failures{};
};
ECR_SHAPE(batch_get_repository_scanning_configuration_response, scanning_configurations, failures);

/// Gets how each of several repositories is scanned.
///
/// The answer may be partial: look at `failures`.
inline constexpr operation<
    batch_get_repository_scanning_configuration_request, batch_get_repository_scanning_configuration_response,
    errors<errc::invalid_parameter, errc::repository_not_found, errc::server, errc::validation>>
    batch_get_repository_scanning_configuration{"BatchGetRepositoryScanningConfiguration"};
ECR_COMPILED_SHAPES(batch_get_repository_scanning_configuration);

}
