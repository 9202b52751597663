#pragma once

#include <ecr/detail/signing_key.hpp>

#include <openssl/crypto.h>

#include <cstdint>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL hmac_sha256 derive_signing_key(const sigv4_scope& scope, const secret& secret_access_key,
                                        const sha256& algorithm) {
    const auto text = secret_access_key.reveal();
    std::vector<std::uint8_t> first;
    first.reserve(4 + text.size());
    first.assign({'A', 'W', 'S', '4'});
    first.insert(first.end(), text.begin(), text.end());
    hmac_sha256 mac(first, algorithm);
    OPENSSL_cleanse(first.data(), first.size());

    auto scratch = algorithm;
    for (const auto part :
         {scope.date.substr(0, 8), scope.region, scope.service, std::string_view("aws4_request")}) {
        auto key = mac(part, scratch);
        mac = hmac_sha256(key, algorithm);
        OPENSSL_cleanse(key.data(), key.size());
    }
    return mac;
}

ECR_DECL signing_key::signing_key(const sigv4_scope& scope, const secret& secret_access_key,
                                  const sha256& algorithm)
    : day_(scope.date.substr(0, 8))
    , region_(scope.region)
    , service_(scope.service)
    , secret_access_key_(secret_access_key)
    , mac_(derive_signing_key(scope, secret_access_key, algorithm)) {}

ECR_DECL bool signing_key::serves(const sigv4_scope& scope, const secret& secret_access_key) const noexcept {
    return scope.date.substr(0, 8) == day_ && scope.region == region_ && scope.service == service_ &&
           secret_access_key == secret_access_key_;
}

}
