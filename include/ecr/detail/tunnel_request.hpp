#pragma once

/// \file
/// How to ask a proxy for a tunnel, and what its answer means.

#include <ecr/detail/config.hpp>
#include <ecr/detail/proxy_hop.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/secret.hpp>
#include <ecr/transport_failure.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The whole CONNECT request; nothing if the host is neither name nor address and so could smuggle in lines.
[[nodiscard]] ECR_DECL std::optional<secret> connect_request(const endpoint& target, const proxy_hop& via);

/// Where the head of an answer ends and what follows begins; `npos` as long as it goes on.
[[nodiscard]] ECR_DECL std::size_t end_of_head(std::string_view answer) noexcept;

/// Why an answer with a whole head opens no tunnel; nothing if it does.
[[nodiscard]] ECR_DECL std::optional<transport_failure>
tunnel_refusal(std::string_view answer, const endpoint& target, const proxy_hop& via);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/tunnel_request.ipp>
#endif
