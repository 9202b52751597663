#pragma once

/// \file
/// Where the keys of a container may be asked for: whoever can set a variable must not be able to send its
/// token elsewhere.

#include <ecr/detail/config.hpp>
#include <ecr/detail/ip_address.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/endpoint.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

struct container_place {
    endpoint where{};
    /// With its query.
    std::string target{};
    /// Plain HTTP to a name: all addresses of the host have to be allowed.
    bool must_be_resolved = false;
};

/// The path below the agent of ECS.
[[nodiscard]] ECR_DECL or_refusal<container_place> place_of_relative_uri(std::string_view uri);

/// Any https URL, or http to an allowed address or to a name that is still to be resolved.
[[nodiscard]] ECR_DECL or_refusal<container_place> place_of_full_uri(std::string_view uri);

/// Loopback, and the addresses of the agents of ECS and EKS.
[[nodiscard]] ECR_DECL bool is_container_address(const ip_address& address) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/container_rules.ipp>
#endif
