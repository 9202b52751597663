#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct authorization_data {
    std::optional<std::string> authorization_token{};
    std::optional<timestamp> expires_at{};
    std::optional<std::string> proxy_endpoint{};
};
ECR_SHAPE(authorization_data, (authorization_token, .secret = true), expires_at, proxy_endpoint);

}
