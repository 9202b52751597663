#pragma once

#include <ecr/detail/config.hpp>

#include <openssl/types.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

using sha256_digest = std::array<std::uint8_t, 32>;

/// An incremental SHA-256 with value semantics: a copy continues from the same state and shares the fetched
/// algorithm, so a program fetches once and copies. Throws std::runtime_error if OpenSSL cannot do its part.
/// A finished object is to be started again before it is copied.
class sha256 {
public:
    sha256();
    sha256(const sha256& other);
    sha256(sha256&& other) noexcept = default;
    sha256& operator=(const sha256& other);
    sha256& operator=(sha256&& other) noexcept = default;
    ~sha256() = default;

    /// Forgets what was hashed so far.
    void start();

    void update(std::string_view data);
    void update(std::span<const std::uint8_t> data);

    /// Ends the hash; start() comes before the next update().
    [[nodiscard]] sha256_digest finish();

    /// Starts over and hashes `data` alone.
    [[nodiscard]] sha256_digest hash(std::string_view data);

private:
    struct release {
        void operator()(EVP_MD_CTX* context) const noexcept;
    };

    std::unique_ptr<EVP_MD_CTX, release> context_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/sha256.ipp>
#endif
