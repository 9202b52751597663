#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/emulator/key_ring.hpp>
#include <ecr/emulator/message.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// Who signed a request, and for where.
struct signer_identity {
    std::string access_key_id{};
    std::string account{};
    std::string arn{};
    std::string region{};
};

/// The circumstances in which a signature is judged.
struct signature_rules {
    /// Such as `ecr`: what the scope must name.
    std::string_view service{"ecr"};
    /// The clock that the date of a signature is compared with.
    timestamp clock{};
    /// The clock that session tokens expire by.
    timestamp now{};
    /// How far the date may be from the clock.
    std::chrono::seconds window = std::chrono::minutes(5);
    /// Whether the connection is encrypted, so that a payload may be left out of the signature.
    bool secure = false;
};

/// Verifies Signature Version 4, in the `Authorization` header or in the query. Safe to use from several
/// threads.
class signature_check {
public:
    /// Throws the `protocol_fault` of a request that is unsigned or signed wrongly.
    [[nodiscard]] signer_identity operator()(const server_request& request, const key_ring& keys,
                                             const signature_rules& rules);

private:
    detail::sigv4_signer signer_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/signature_check.ipp>
#endif
