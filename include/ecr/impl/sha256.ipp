#pragma once

#include <ecr/detail/sha256.hpp>

#include <openssl/evp.h>

#include <stdexcept>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void require_sha256(bool done) {
    if (!done) throw std::runtime_error("OpenSSL failed to compute SHA-256");
}

ECR_DECL void sha256::release::operator()(EVP_MD_CTX* context) const noexcept {
    EVP_MD_CTX_free(context);
}

// The context keeps its own reference to the algorithm, so that nothing else has to hold it.
ECR_DECL sha256::sha256()
    : context_(EVP_MD_CTX_new()) {
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr),
                                                                    &EVP_MD_free);
    require_sha256(context_ && algorithm &&
                   EVP_DigestInit_ex2(context_.get(), algorithm.get(), nullptr) == 1);
}

ECR_DECL sha256::sha256(const sha256& other)
    : context_(EVP_MD_CTX_new()) {
    require_sha256(context_ && EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) == 1);
}

ECR_DECL sha256& sha256::operator=(const sha256& other) {
    if (this == &other) return *this;
    if (!context_) context_.reset(EVP_MD_CTX_new());
    require_sha256(context_ && EVP_MD_CTX_copy_ex(context_.get(), other.context_.get()) == 1);
    return *this;
}

ECR_DECL void sha256::start() {
    require_sha256(EVP_DigestInit_ex2(context_.get(), nullptr, nullptr) == 1);
}

ECR_DECL void sha256::update(std::string_view data) {
    require_sha256(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1);
}

ECR_DECL void sha256::update(std::span<const std::uint8_t> data) {
    require_sha256(EVP_DigestUpdate(context_.get(), data.data(), data.size()) == 1);
}

ECR_DECL sha256_digest sha256::finish() {
    sha256_digest digest;
    require_sha256(EVP_DigestFinal_ex(context_.get(), digest.data(), nullptr) == 1);
    return digest;
}

ECR_DECL sha256_digest sha256::hash(std::string_view data) {
    start();
    update(data);
    return finish();
}

}
