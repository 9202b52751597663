#pragma once

#include <ecr/model/repository.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct delete_repository_request {
    std::optional<std::string> registry_id{};
    std::string repository_name{};
    std::optional<bool> force{};
};
ECR_SHAPE(delete_repository_request, registry_id, repository_name, force);

struct delete_repository_response {
    std::optional<ecr::repository> repository{};
};
ECR_SHAPE(delete_repository_response, repository);

inline constexpr operation<delete_repository_request, delete_repository_response,
                           errors<errc::invalid_parameter, errc::kms, errc::repository_not_empty,
                                  errc::repository_not_found, errc::server>>
    delete_repository{"DeleteRepository"};

}
