#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/hmac_sha256.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/secret.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What a signature is good for.
struct sigv4_scope {
    /// 20150830T123600Z, of which the first eight characters are the day.
    std::string_view date{};
    std::string_view region{};
    std::string_view service{};
};

/// The key of one secret, day, region and service, ready for use and immutable.
class signing_key {
public:
    /// `algorithm` lends its fetched digest only.
    signing_key(const sigv4_scope& scope, const secret& secret_access_key, const sha256& algorithm);

    [[nodiscard]] bool serves(const sigv4_scope& scope, const secret& secret_access_key) const noexcept;

    [[nodiscard]] sha256_digest sign(std::string_view text, sha256& scratch) const {
        return mac_(text, scratch);
    }

private:
    std::string day_;
    std::string region_;
    std::string service_;
    secret secret_access_key_;
    hmac_sha256 mac_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/signing_key.ipp>
#endif
