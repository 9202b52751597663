#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/timestamp.hpp>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What a proof is for.
struct dpop_claims {
    std::string method{"POST"};
    std::string url{};
    std::string id{};
    timestamp issued{};
};

/// The value of a DPoP header: a JSON web token that shows the possession of the P-256 key in `pem`, signed
/// with ES256. Refusals never quote the key.
[[nodiscard]] ECR_DECL or_refusal<std::string> make_dpop(std::string_view pem, const dpop_claims& claims);

/// x and y of a public key on P-256, and r and s of a signature: 32 bytes each, zeros in front included.
using p256_pair = std::array<std::byte, 64>;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/dpop.ipp>
#endif
