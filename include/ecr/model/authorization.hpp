#pragma once

#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// What a container client needs to log in to a registry.
struct authorization_data {
    /// Base64 of `AWS:<password>`, of no fixed length; a secret that must stay out of logs.
    std::optional<std::string> authorization_token{};
    /// 12 hours after the token was made.
    std::optional<timestamp> expires_at{};
    /// Such as "https://123456789012.dkr.ecr.eu-west-1.amazonaws.com".
    std::optional<std::string> proxy_endpoint{};
};
ECR_SHAPE(authorization_data, (authorization_token, .secret = true), expires_at, proxy_endpoint);

}
