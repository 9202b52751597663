#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What a proof of possession has to be for.
struct dpop_rules {
    std::string_view method{"POST"};
    /// Of the request, without its query.
    std::string_view url{};
    timestamp clock{};
    /// How far the proof's time may be from the clock, either way.
    std::chrono::seconds window{300};
};

/// What a good proof says beside what was asked for.
struct dpop_proof {
    /// Of its key: SHA-256 in base64 for URLs, as RFC 7638 has it.
    std::string thumbprint{};
    /// Chosen for this proof alone.
    std::string id{};
};

/// Verifies a DPoP header (RFC 9449): its signature by the key that it carries, and that it is for this
/// request and this time. Whether it was seen before is for `dpop_memory` to say.
[[nodiscard]] ECR_DECL detail::or_refusal<dpop_proof> check_dpop(std::string_view header,
                                                                 const dpop_rules& rules);

/// Knows the proofs that were used, for as long as they could be used again; of very many the last ones.
class dpop_memory {
public:
    static constexpr std::size_t most = 50'000;

    /// False if the proof was taken before.
    [[nodiscard]] ECR_DECL bool take(const dpop_proof& proof, const dpop_rules& rules);

    [[nodiscard]] std::size_t size() const noexcept { return taken_.size(); }

private:
    std::set<std::string, std::less<>> taken_{};
    std::multimap<timestamp, std::string> ends_{};
};

/// A key for proofs, on P-256.
struct dpop_key {
    /// Private, as `aws login` leaves it in its files.
    std::string pem{};
    std::string thumbprint{};
};

/// Throws `std::runtime_error` where OpenSSL makes none.
[[nodiscard]] ECR_DECL dpop_key make_dpop_key();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/dpop_check.ipp>
#endif
