#pragma once

#include <ecr/detail/hex.hpp>
#include <ecr/detail/hmac_sha256.hpp>
#include <ecr/emulator/signed_text.hpp>

#include <openssl/crypto.h>

#include <cstdint>
#include <span>

namespace ecr::inline ECR_ABI::emulation {

namespace signing {

ECR_DECL std::string signature(const std::string& key, std::string_view text) {
    detail::sha256 scratch;
    const std::span bytes(reinterpret_cast<const std::uint8_t*>(key.data()), key.size());
    const auto digits = detail::hex(detail::hmac_sha256(bytes, scratch)(text, scratch));
    return {digits.data(), digits.size()};
}

}

ECR_DECL std::string signature_of(const handling& on, std::string_view text) {
    auto& key = on.all.signing_key();
    if (key.empty()) key = on.new_id() + on.new_id();
    return signing::signature(key, text);
}

ECR_DECL bool is_signed(world& all, std::string_view text, std::string_view signature) {
    if (all.signing_key().empty()) return false;
    const auto expected = signing::signature(all.signing_key(), text);
    return expected.size() == signature.size() &&
           CRYPTO_memcmp(expected.data(), signature.data(), expected.size()) == 0;
}

}
