#pragma once

#include <ecr/credentials.hpp>
#include <ecr/detail/amz_date.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/detail/signing_key.hpp>
#include <ecr/detail/sigv4_request.hpp>
#include <ecr/timestamp.hpp>

#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

using sigv4_signature = std::array<char, 64>;

/// The headers to send; `X-Amz-Security-Token` is to be sent too if the credentials have a session token.
struct sigv4_headers {
    std::string authorization{};
    amz_date date{};
};

/// What was signed; the canonical request holds the session token.
struct sigv4_trace {
    std::string canonical_request{};
    std::string string_to_sign{};
};

/// Signs requests and keeps the last signing key. Safe to use from several threads. Throws std::runtime_error
/// where OpenSSL fails; what is wrong with a request is refused.
class sigv4_signer {
public:
    sigv4_signer();
    sigv4_signer(const sigv4_signer&) = delete;
    sigv4_signer& operator=(const sigv4_signer&) = delete;
    ~sigv4_signer();

    /// Signs in the `Authorization` header; fills `trace` if there is one.
    [[nodiscard]] or_refusal<sigv4_headers> sign(const sigv4_request& request, const credentials& keys,
                                                 timestamp now, sigv4_trace* trace = nullptr);

    /// Signs in the query and returns the whole URL, which is good for 1 second to 7 days.
    [[nodiscard]] or_refusal<std::string> presign(const sigv4_request& request, const credentials& keys,
                                                  timestamp now,
                                                  std::chrono::seconds expires = std::chrono::hours(1),
                                                  sigv4_trace* trace = nullptr);

    /// The signature of a canonical request: what a server compares with the one it received.
    [[nodiscard]] sigv4_signature signature(std::string_view canonical_request, const sigv4_scope& scope,
                                            const secret& secret_access_key);

private:
    struct workspace;
    class lease;

    [[nodiscard]] or_refusal<void> begin(const sigv4_request& request, const credentials& keys, timestamp now,
                                         workspace& work) const;
    [[nodiscard]] or_refusal<sigv4_signature> finish(const sigv4_request& request, std::string_view query,
                                                     const credentials& keys, lease& leased,
                                                     sigv4_trace* trace);
    [[nodiscard]] sigv4_signature signature(std::string_view canonical_request, const sigv4_scope& scope,
                                            const secret& secret_access_key, lease& leased);

    const sha256 algorithm_;
    std::mutex mutex_;
    std::shared_ptr<const signing_key> key_;
    std::unique_ptr<workspace> idle_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/sigv4.ipp>
#endif
