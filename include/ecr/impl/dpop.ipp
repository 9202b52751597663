#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/dpop.hpp>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

namespace es256 {

template <auto Free>
struct freed {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};

using key_ptr = std::unique_ptr<EVP_PKEY, freed<EVP_PKEY_free>>;
using bio_ptr = std::unique_ptr<BIO, freed<BIO_free_all>>;
using number_ptr = std::unique_ptr<BIGNUM, freed<BN_clear_free>>;
using context_ptr = std::unique_ptr<EVP_MD_CTX, freed<EVP_MD_CTX_free>>;
using signature_ptr = std::unique_ptr<ECDSA_SIG, freed<ECDSA_SIG_free>>;

// A key with a password would make OpenSSL ask for it on the terminal.
inline int no_password(char*, int, int, void*) noexcept {
    return 0;
}

inline key_ptr read_key(std::string_view pem) {
    const bio_ptr text(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    if (!text) return nullptr;
    key_ptr key(PEM_read_bio_PrivateKey(text.get(), nullptr, no_password, nullptr));
    std::array<char, 32> group{};
    std::size_t size = 0;
    const bool named = key && EVP_PKEY_get_group_name(key.get(), group.data(), group.size(), &size) == 1;
    if (!named || std::string_view(group.data(), size) != "prime256v1") return nullptr;
    return key;
}

inline bool put(const BIGNUM* number, p256_pair& pair, std::size_t at) {
    auto* const place = reinterpret_cast<unsigned char*>(pair.data() + at);
    return number != nullptr && BN_bn2binpad(number, place, 32) == 32;
}

inline std::optional<p256_pair> public_point(const EVP_PKEY* key) {
    BIGNUM* x = nullptr;
    BIGNUM* y = nullptr;
    const bool known = EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_X, &x) == 1 &&
                       EVP_PKEY_get_bn_param(key, OSSL_PKEY_PARAM_EC_PUB_Y, &y) == 1;
    const number_ptr own_x(x);
    const number_ptr own_y(y);
    p256_pair pair{};
    if (!known || !put(x, pair, 0) || !put(y, pair, 32)) return std::nullopt;
    return pair;
}

/// What EVP makes is in DER; a web token wants the two numbers alone.
inline std::optional<p256_pair> raw_signature(std::span<const unsigned char> der) {
    const unsigned char* at = der.data();
    const signature_ptr signature(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    p256_pair pair{};
    if (!signature || !put(ECDSA_SIG_get0_r(signature.get()), pair, 0) ||
        !put(ECDSA_SIG_get0_s(signature.get()), pair, 32)) {
        return std::nullopt;
    }
    return pair;
}

inline std::optional<p256_pair> sign(EVP_PKEY* key, std::string_view text) {
    const context_ptr context(EVP_MD_CTX_new());
    const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
    std::vector<unsigned char> der(128);
    std::size_t size = der.size();
    const bool made = context &&
                      EVP_DigestSignInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
                      EVP_DigestSign(context.get(), der.data(), &size, bytes, text.size()) == 1;
    if (!made) return std::nullopt;
    return raw_signature({der.data(), size});
}

}

ECR_DECL or_refusal<std::string> make_dpop(std::string_view pem, const dpop_claims& claims) {
    const auto encoded = [](std::span<const std::byte> bytes) {
        return to_base64url({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    };
    const auto key = es256::read_key(pem);
    if (!key) return refuse("it is no P-256 private key in PEM form without a password");
    const auto point = es256::public_point(key.get());
    if (!point) return refuse("its public key cannot be told");
    const std::span<const std::byte, 64> both(*point);
    const auto seconds = std::chrono::floor<std::chrono::seconds>(claims.issued.time_since_epoch());
    const auto header = R"({"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":")" +
                        encoded(both.first<32>()) + R"(","y":")" + encoded(both.last<32>()) + "\"}}";
    const auto payload = R"({"jti":")" + claims.id + R"(","htm":")" + claims.method + R"(","htu":")" +
                         claims.url + R"(","iat":)" + std::to_string(seconds.count()) + "}";
    const auto text = to_base64url(header) + "." + to_base64url(payload);
    const auto signature = es256::sign(key.get(), text);
    if (!signature) return refuse("OpenSSL cannot sign with it");
    return text + "." + encoded(*signature);
}

}
