#pragma once

#include <ecr/detail/amz_date.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/canonical_request.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/emulator/claimed_signature.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/signature_check.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL protocol_fault invalid_signature(std::string message) {
    return {.code = "InvalidSignatureException", .message = std::move(message), .status = 403};
}

[[nodiscard]] ECR_DECL std::string signing_text(timestamp time) {
    const auto date = detail::to_amz_date(time);
    return date.has_error() ? std::string("?") : std::string(date->begin(), date->end());
}

ECR_DECL void check_time(const claimed_signature& claim, const signature_rules& rules) {
    const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(rules.window).count();
    const auto clock = signing_text(rules.clock);
    if (claim.time > rules.clock + rules.window)
        throw invalid_signature("Signature not yet current: " + claim.date + " is still later than " +
                                signing_text(rules.clock + rules.window) + " (" + clock + " + " +
                                std::to_string(minutes) + " min.)");
    const auto length = claim.expires.value_or(rules.window);
    if (claim.time >= rules.clock - length) return;
    throw invalid_signature("Signature expired: " + claim.date + " is now earlier than " +
                            signing_text(rules.clock - length) + " (" + clock + " - " +
                            std::to_string(length.count()) + " s)");
}

ECR_DECL void check_scope(const claimed_signature& claim, const signature_rules& rules) {
    if (claim.day != std::string_view(claim.date).substr(0, 8))
        throw invalid_signature("Date in Credential scope does not match the date of the request: '" +
                                claim.day.substr(0, 64) + "' and '" + claim.date + "'");
    const auto in_region = [](char c) { return detail::is_alphanumeric(c) || c == '-'; };
    if (claim.region.size() > 32 || !detail::each_is(claim.region, in_region))
        throw invalid_signature("Credential should be scoped to a valid region");
    if (claim.service != rules.service)
        throw invalid_signature("Credential should be scoped to correct service: '" +
                                std::string(rules.service) + "'");
}

/// The key that the claim names; who has an expired or another session's token has none.
[[nodiscard]] ECR_DECL known_key key_of(const claimed_signature& claim, const key_ring& keys,
                                        const signature_rules& rules) {
    auto found = keys.find(claim.access_key_id);
    if (!found || found->keys.session_token != secret(claim.session_token))
        throw protocol_fault{"UnrecognizedClientException",
                             "The security token included in the request is invalid.", 400};
    if (found->keys.expiration && *found->keys.expiration <= rules.now)
        throw protocol_fault{"ExpiredTokenException", "The security token included in the request is expired",
                             400};
    return *std::move(found);
}

// What changes the meaning of a request has to be part of what was signed.
ECR_DECL void check_coverage(const server_request& request, const claimed_signature& claim) {
    const auto names = ";" + claim.signed_headers + ";";
    for (const auto& [name, value] : request.headers) {
        if (claim.expires || !detail::lower_case(name).starts_with("x-amz-")) continue;
        if (names.find(";" + detail::lower_case(name) + ";") != names.npos) continue;
        throw invalid_signature("header '" + name.substr(0, 128) + "' must be among the signed headers");
    }
}

[[nodiscard]] ECR_DECL std::string payload_hash(const server_request& request, const signature_rules& rules) {
    constexpr std::string_view unsigned_text = "UNSIGNED-PAYLOAD";
    const auto claimed = request.header("x-amz-content-sha256");
    if (claimed == unsigned_text) {
        if (rules.secure) return std::string(unsigned_text);
        throw invalid_signature("an unsigned payload needs an encrypted connection");
    }
    detail::sha256 digest;
    const auto hash = digest.hash(request.body);
    auto computed = detail::hex(std::span<const std::uint8_t>(hash));
    if (!claimed.empty() && claimed != computed)
        throw invalid_signature(
            "The provided 'x-amz-content-sha256' header does not match what was computed");
    return computed;
}

[[nodiscard]] ECR_DECL detail::canonical_request
canonical_of(const server_request& request, const claimed_signature& claim, std::string_view hash) {
    std::vector<header_view> headers;
    headers.reserve(request.headers.size());
    for (const auto& [name, value] : request.headers) headers.push_back({.name = name, .value = value});
    detail::canonical_request canonical;
    const auto added = canonical.add_listed(headers, claim.signed_headers);
    if (added.has_error()) throw invalid_signature(added.error().reason);
    const auto written = canonical.write(request.method, request.path(), request.query(), hash);
    if (written.has_error()) throw invalid_signature(written.error().reason);
    return canonical;
}

ECR_DECL signer_identity signature_check::operator()(const server_request& request, const key_ring& keys,
                                                     const signature_rules& rules) {
    const auto claim = claimed_by(request);
    auto key = key_of(claim, keys, rules);
    check_scope(claim, rules);
    check_time(claim, rules);
    check_coverage(request, claim);
    const auto canonical = canonical_of(request, claim, payload_hash(request, rules));
    const detail::sigv4_scope scope{.date = claim.date, .region = claim.region, .service = claim.service};
    const auto expected = signer_.signature(canonical.text(), scope, key.keys.secret_access_key);
    const bool same = claim.signature.size() == expected.size() &&
                      CRYPTO_memcmp(claim.signature.data(), expected.data(), expected.size()) == 0;
    if (!same)
        throw invalid_signature("The request signature we calculated does not match the signature you "
                                "provided. Check the secret access key and the signing method.");
    return {.access_key_id = claim.access_key_id,
            .account = std::move(key.account),
            .arn = std::move(key.arn),
            .region = claim.region};
}

}
