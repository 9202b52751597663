#pragma once

#include <ecr/detail/hmac_sha256.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <array>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL hmac_sha256::hmac_sha256(std::span<const std::uint8_t> key, const sha256& algorithm)
    : inner_(algorithm)
    , outer_(algorithm) {
    std::array<std::uint8_t, 64> block{};
    if (key.size() > block.size()) {
        inner_.start();
        inner_.update(key);
        auto digest = inner_.finish();
        std::copy(digest.begin(), digest.end(), block.begin());
        OPENSSL_cleanse(digest.data(), digest.size());
    } else {
        std::copy(key.begin(), key.end(), block.begin());
    }

    for (auto& byte : block) byte ^= 0x36;
    inner_.start();
    inner_.update(block);
    for (auto& byte : block) byte ^= 0x36 ^ 0x5c;
    outer_.start();
    outer_.update(block);
    OPENSSL_cleanse(block.data(), block.size());
}

ECR_DECL sha256_digest hmac_sha256::operator()(std::string_view message, sha256& scratch) const {
    scratch = inner_;
    scratch.update(message);
    const auto digest = scratch.finish();

    scratch = outer_;
    scratch.update(digest);
    return scratch.finish();
}

}
