#pragma once

#include <ecr/credentials.hpp>
#include <ecr/detail/canonical_request.hpp>
#include <ecr/detail/canonical_target.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/header_view.hpp>

#include <span>
#include <string>
#include <string_view>
#include <variant>

namespace ecr::inline ECR_ABI::detail {

/// The payload is left out of the signature; refused unless the scheme is https.
struct unsigned_payload {};

/// The body itself, its digest where that is known already, or neither.
using sigv4_payload = std::variant<std::string_view, sha256_digest, unsigned_payload>;

/// What is signed, as it will go over the wire; the text belongs to the caller.
struct sigv4_request {
    std::string_view method{"POST"};
    std::string_view scheme{"https"};
    /// `host[:port]`; it is signed in canonical form, which is what has to be sent.
    std::string_view host{};
    std::string_view path{"/"};
    std::string_view query{};
    /// What is sent beside the headers that signing makes; those of an earlier attempt are passed over.
    std::span<const header_view> headers{};
    sigv4_payload payload{};
    std::string_view region{};
    std::string_view service{"ecr"};
    path_rules path_form{};
};

/// Refuses what cannot make a valid signature: empty or hostile region, service or keys, or a foreign scheme.
[[nodiscard]] ECR_DECL or_refusal<void> check_signable(const sigv4_request& request, const credentials& keys);

/// Adds what is signed whatever the form: the request's own headers and the host, which is given in canonical
/// form.
[[nodiscard]] ECR_DECL or_refusal<void>
add_request_headers(canonical_request& canonical, const sigv4_request& request, std::string_view host);

/// Writes the payload's hash as it is signed.
[[nodiscard]] ECR_DECL or_refusal<void> write_payload_hash(std::string& out, const sigv4_request& request,
                                                           sha256& digest);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/sigv4_request.ipp>
#endif
