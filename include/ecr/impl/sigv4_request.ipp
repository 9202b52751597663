#pragma once

#include <ecr/detail/character_set.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/sigv4_request.hpp>
#include <ecr/detail/uri.hpp>

namespace ecr::inline ECR_ABI::detail {

// Both go into a header and into the scope, whose parts are separated by slashes.
inline constexpr character_set scope_characters([](char c) { return is_visible(c) && c != '/' && c != ','; });

ECR_DECL bool is_scope_part(std::string_view text) noexcept {
    return !text.empty() && scope_characters.has_all(text);
}

ECR_DECL or_refusal<void> check_signable(const sigv4_request& request, const credentials& keys) {
    if (request.scheme != "https" && request.scheme != "http")
        return refuse("scheme is " + quoted(request.scheme) + ": it must be https or http");
    if (!is_scope_part(request.region))
        return refuse("signing region is " + quoted(request.region) +
                      ": it is empty or holds a forbidden character");
    if (!is_scope_part(request.service))
        return refuse("signing service is " + quoted(request.service) +
                      ": it is empty or holds a forbidden character");
    if (!is_scope_part(keys.access_key_id))
        return refuse("access key id is empty or holds a forbidden character");
    if (keys.secret_access_key.empty()) return refuse("secret access key is empty");
    return {};
}

// The payload of every call that takes no parameters, as those for tokens and for what a registry is set to.
inline constexpr std::string_view hash_of_empty_object =
    "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

ECR_DECL or_refusal<void> write_payload_hash(std::string& out, const sigv4_request& request, sha256& digest) {
    if (std::holds_alternative<unsigned_payload>(request.payload)) {
        if (request.scheme != "https")
            return refuse("unsigned payload needs https: over http anyone on the way could change it");
        out = "UNSIGNED-PAYLOAD";
        return {};
    }
    const auto* body = std::get_if<std::string_view>(&request.payload);
    if (body && *body == "{}") {
        out = hash_of_empty_object;
        return {};
    }
    const auto text = hex(body ? digest.hash(*body) : std::get<sha256_digest>(request.payload));
    out.assign(text.begin(), text.end());
    return {};
}

ECR_DECL or_refusal<void> add_header(canonical_request& canonical, const header_view& header,
                                     std::string_view host) {
    const bool is_host = is_named(header, "host");
    if (is_host && header.value != host)
        return refuse("host header is " + quoted(header.value) + ": it must be " + quoted(host) +
                      ", which is signed");
    const bool made_here =
        is_host || is_named(header, "x-amz-date") || is_named(header, "x-amz-security-token");
    return made_here || is_unsigned_header(header.name) ? check_header(header) : canonical.add(header);
}

ECR_DECL or_refusal<void> add_request_headers(canonical_request& canonical, const sigv4_request& request,
                                              std::string_view host) {
    for (const auto& header : request.headers) {
        const auto added = add_header(canonical, header, host);
        if (added.has_error()) return added;
    }
    return canonical.add({.name = "host", .value = host});
}

}
