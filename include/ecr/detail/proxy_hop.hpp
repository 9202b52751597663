#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/secret.hpp>

namespace ecr::inline ECR_ABI::detail {

/// A proxy on the way to an endpoint.
struct proxy_hop {
    /// How to talk to the proxy itself.
    ecr::endpoint where{.scheme = url_scheme::http, .port = 80};
    /// The value of Proxy-Authorization; empty for none.
    secret authorization{};
};

}
