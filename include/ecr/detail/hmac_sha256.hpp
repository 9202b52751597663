#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/sha256.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// An HMAC key in its ready form: one digest that has taken the inner pad and one that has taken the outer
/// pad. It is immutable, so threads share it, each with its own scratch digest. OpenSSL cleanses both pads on
/// release.
class hmac_sha256 {
public:
    /// `algorithm` lends its fetched digest only.
    hmac_sha256(std::span<const std::uint8_t> key, const sha256& algorithm);

    [[nodiscard]] sha256_digest operator()(std::string_view message, sha256& scratch) const;

private:
    sha256 inner_;
    sha256 outer_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/hmac_sha256.ipp>
#endif
