#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/emulator/dpop_check.hpp>
#include <ecr/emulator/web_token.hpp>

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace proofs {

template <auto Free>
struct freed {
    template <class T>
    void operator()(T* object) const noexcept {
        Free(object);
    }
};

using key_ptr = std::unique_ptr<EVP_PKEY, freed<EVP_PKEY_free>>;
using key_context = std::unique_ptr<EVP_PKEY_CTX, freed<EVP_PKEY_CTX_free>>;
using digest_context = std::unique_ptr<EVP_MD_CTX, freed<EVP_MD_CTX_free>>;
using signature_ptr = std::unique_ptr<ECDSA_SIG, freed<ECDSA_SIG_free>>;
using text_ptr = std::unique_ptr<BIO, freed<BIO_free_all>>;

/// x and y of a point, 32 bytes each.
struct point {
    std::string x{};
    std::string y{};
};

[[nodiscard]] ECR_DECL std::string thumbprint_of(const point& at) {
    const auto members = R"({"crv":"P-256","kty":"EC","x":")" + detail::to_base64url(at.x) + R"(","y":")" +
                         detail::to_base64url(at.y) + "\"}";
    detail::sha256 digest;
    const auto hash = digest.hash(members);
    return detail::to_base64url({reinterpret_cast<const char*>(hash.data()), hash.size()});
}

/// Null where the point is not on the curve.
[[nodiscard]] ECR_DECL key_ptr key_at(const point& at) {
    const key_context context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    char curve[] = "P-256";
    auto bytes = "\x04" + at.x + at.y;
    OSSL_PARAM described[]{
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, curve, 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, bytes.data(), bytes.size()),
        OSSL_PARAM_construct_end()};
    EVP_PKEY* made = nullptr;
    const bool known = context && EVP_PKEY_fromdata_init(context.get()) == 1 &&
                       EVP_PKEY_fromdata(context.get(), &made, EVP_PKEY_PUBLIC_KEY, described) == 1;
    key_ptr key(made);
    return known ? std::move(key) : nullptr;
}

/// A web token has r and s alone, where EVP wants them in DER.
[[nodiscard]] ECR_DECL std::vector<unsigned char> der_of(std::string_view raw) {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(raw.data());
    const signature_ptr signature(ECDSA_SIG_new());
    auto* const r = BN_bin2bn(bytes, 32, nullptr);
    auto* const s = BN_bin2bn(bytes + 32, 32, nullptr);
    if (!signature || ECDSA_SIG_set0(signature.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    unsigned char* der = nullptr;
    const auto size = i2d_ECDSA_SIG(signature.get(), &der);
    std::vector<unsigned char> made;
    if (size > 0) made.assign(der, der + size);
    OPENSSL_free(der);
    return made;
}

[[nodiscard]] ECR_DECL bool is_signed_by(EVP_PKEY* key, std::string_view text, std::string_view raw) {
    const auto der = der_of(raw);
    const digest_context context(EVP_MD_CTX_new());
    return context && !der.empty() &&
           EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key) == 1 &&
           EVP_DigestVerify(context.get(), der.data(), der.size(),
                            reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
}

[[nodiscard]] ECR_DECL std::optional<point> carried_point(const detail::json_document& header) {
    const auto x = detail::from_base64url(std::string(header.text("jwk.x").value_or("")));
    const auto y = detail::from_base64url(std::string(header.text("jwk.y").value_or("")));
    const bool on_p256 = header.text("jwk.kty") == "EC" && header.text("jwk.crv") == "P-256";
    if (!on_p256 || !x || !y || x->size() != 32 || y->size() != 32) return std::nullopt;
    return point{.x = *x, .y = *y};
}

/// Two URLs are the same however their schemes, hosts and default ports are written.
[[nodiscard]] ECR_DECL bool is_same_url(std::string_view left, std::string_view right) {
    const auto one = detail::parse_endpoint_url(left);
    const auto other = detail::parse_endpoint_url(right);
    return one.problem.empty() && other.problem.empty() && one.value.secure == other.value.secure &&
           one.value.host == other.value.host && one.value.port == other.value.port &&
           one.value.path == other.value.path;
}

/// Why the claims are not for this request; empty if they are.
[[nodiscard]] ECR_DECL std::string wrong_claim(const detail::json_document& claims, const dpop_rules& rules) {
    if (claims.text("htm") != rules.method) return "htm is not the method of the request";
    if (!is_same_url(claims.text("htu").value_or(""), rules.url)) return "htu is not the URL of the request";
    const auto id = claims.text("jti").value_or("");
    if (id.empty() || id.size() > 128) return "jti is missing or too long";
    const auto issued = claims.integer("iat");
    const auto now = std::chrono::floor<std::chrono::seconds>(rules.clock.time_since_epoch()).count();
    if (!issued) return "iat is missing";
    if (*issued < now - rules.window.count()) return "iat is too long ago";
    if (*issued > now + rules.window.count()) return "iat is in the future";
    return {};
}

}

ECR_DECL detail::or_refusal<dpop_proof> check_dpop(std::string_view header, const dpop_rules& rules) {
    const auto token = read_web_token(header);
    if (!token) return detail::refuse("it is no JSON web token");
    if (token->header.text("typ") != "dpop+jwt") return detail::refuse("typ is not dpop+jwt");
    if (token->header.text("alg") != "ES256") return detail::refuse("alg is not ES256");
    if (token->header.text("jwk.d")) return detail::refuse("jwk holds a private key");
    const auto at = proofs::carried_point(token->header);
    const auto key = at ? proofs::key_at(*at) : nullptr;
    if (!key) return detail::refuse("jwk is no public key on P-256");
    if (token->signature.size() != 64) return detail::refuse("the signature is not of 64 bytes");
    if (!proofs::is_signed_by(key.get(), token->signed_text, token->signature))
        return detail::refuse("the signature is not by the key in jwk");
    auto problem = proofs::wrong_claim(token->claims, rules);
    if (!problem.empty()) return detail::refuse(std::move(problem));
    return dpop_proof{.thumbprint = proofs::thumbprint_of(*at),
                      .id = std::string(*token->claims.text("jti"))};
}

ECR_DECL bool dpop_memory::take(const dpop_proof& proof, const dpop_rules& rules) {
    auto over = ends_.lower_bound(rules.clock);
    if (over == ends_.begin() && ends_.size() >= most) ++over;
    for (auto each = ends_.begin(); each != over; ++each) taken_.erase(each->second);
    ends_.erase(ends_.begin(), over);
    auto key = proof.thumbprint + ' ' + proof.id;
    if (!taken_.insert(key).second) return false;
    // One that was issued ahead of the clock by all of the window is good for twice as long.
    ends_.emplace(rules.clock + 2 * rules.window + std::chrono::seconds(1), std::move(key));
    return true;
}

ECR_DECL dpop_key make_dpop_key() {
    const proofs::key_ptr key(EVP_EC_gen("P-256"));
    const proofs::text_ptr text(BIO_new(BIO_s_mem()));
    std::string bytes(65, '\0');
    std::size_t size = 0;
    auto* const place = reinterpret_cast<unsigned char*>(bytes.data());
    const bool made = key && text &&
                      EVP_PKEY_get_octet_string_param(key.get(), OSSL_PKEY_PARAM_PUB_KEY, place, bytes.size(),
                                                      &size) == 1 &&
                      size == bytes.size() &&
                      PEM_write_bio_PrivateKey_traditional(text.get(), key.get(), nullptr, nullptr, 0,
                                                           nullptr, nullptr) == 1;
    if (!made) throw std::runtime_error("OpenSSL cannot make a key for proofs of possession");
    char* data = nullptr;
    const auto length = BIO_get_mem_data(text.get(), &data);
    return {.pem = {data, static_cast<std::size_t>(length)},
            .thumbprint = proofs::thumbprint_of({.x = bytes.substr(1, 32), .y = bytes.substr(33)})};
}

}
