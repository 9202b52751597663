#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/emulator/claimed_signature.hpp>
#include <ecr/emulator/service_fault.hpp>

#include <algorithm>
#include <charconv>

namespace ecr::inline ECR_ABI::emulation {

inline constexpr std::string_view signing_algorithm = "AWS4-HMAC-SHA256";

[[nodiscard]] ECR_DECL protocol_fault incomplete_signature(std::string message) {
    return {.code = "IncompleteSignatureException", .message = std::move(message), .status = 400};
}

ECR_DECL std::optional<std::string> query_value(std::string_view query, std::string_view name) {
    for (std::size_t begin = 0; begin < query.size();) {
        const auto end = std::min(query.find('&', begin), query.size());
        const auto pair = query.substr(begin, end - begin);
        begin = end + 1;
        if (!pair.starts_with(name) || pair.substr(name.size(), 1) != "=") continue;
        return detail::percent_decode(pair.substr(name.size() + 1));
    }
    return std::nullopt;
}

/// 20150830T123600Z, to the letter.
[[nodiscard]] ECR_DECL std::optional<timestamp> parse_signing_date(std::string_view text) {
    if (text.size() != 16 || text[8] != 'T' || text[15] != 'Z') return std::nullopt;
    std::string iso(text.substr(0, 4));
    iso.append("-").append(text.substr(4, 2)).append("-").append(text.substr(6, 5));
    iso.append(":").append(text.substr(11, 2)).append(":").append(text.substr(13, 3));
    return detail::parse_timestamp(iso);
}

/// Takes `id/day/region/service/aws4_request` apart.
ECR_DECL void read_credential(std::string_view text, claimed_signature& claim) {
    const auto whole = text;
    const auto last = [&] {
        const auto at = text.rfind('/');
        if (at == text.npos)
            throw incomplete_signature("Credential must have five parts separated by slashes: '" +
                                       std::string(whole.substr(0, 128)) + "'");
        const auto part = text.substr(at + 1);
        text = text.substr(0, at);
        return std::string(part);
    };
    const auto terminator = last();
    claim.service = last();
    claim.region = last();
    claim.day = last();
    claim.access_key_id = std::string(text);
    if (terminator != "aws4_request")
        throw incomplete_signature("Credential must end with 'aws4_request', not with '" +
                                   terminator.substr(0, 128) + "'");
}

// A list in any other form would be written differently into the canonical request, or cost the more the
// longer it is.
ECR_DECL void check_signed_headers(std::string_view names) {
    std::string_view previous;
    bool host = false;
    for (;;) {
        const auto name = names.substr(0, names.find(';'));
        if (name <= previous) throw incomplete_signature("SignedHeaders must be sorted, each name once");
        host = host || name == "host";
        previous = name;
        if (name.size() == names.size()) break;
        names.remove_prefix(name.size() + 1);
    }
    if (!host) throw incomplete_signature("'Host' must be among the signed headers");
}

ECR_DECL void read_date(std::string text, claimed_signature& claim) {
    const auto time = parse_signing_date(text);
    if (!time)
        throw incomplete_signature("Date must be in ISO 8601 basic format: '" + text.substr(0, 64) + "'");
    claim.date = std::move(text);
    claim.time = *time;
}

[[nodiscard]] ECR_DECL std::string basic_date(timestamp time) {
    std::string text = detail::to_iso8601(std::chrono::floor<std::chrono::seconds>(time));
    std::erase_if(text, [](char c) { return c == '-' || c == ':'; });
    return text;
}

[[nodiscard]] ECR_DECL claimed_signature claimed_in_header(const server_request& request,
                                                           std::string_view text) {
    claimed_signature claim;
    std::string credential;
    text.remove_prefix(signing_algorithm.size());
    while (!text.empty()) {
        const auto end = std::min(text.find(','), text.size());
        auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (part.starts_with(' ')) part.remove_prefix(1);
        while (part.ends_with(' ')) part.remove_suffix(1);
        const auto equals = std::min(part.find('='), part.size());
        const auto name = part.substr(0, equals);
        const std::string value(part.substr(std::min(equals + 1, part.size())));
        if (name == "Credential") credential = value;
        if (name == "SignedHeaders") claim.signed_headers = value;
        if (name == "Signature") claim.signature = value;
    }
    if (credential.empty())
        throw incomplete_signature("Authorization header requires 'Credential' parameter");
    if (claim.signature.empty())
        throw incomplete_signature("Authorization header requires 'Signature' parameter");
    if (claim.signed_headers.empty())
        throw incomplete_signature("Authorization header requires 'SignedHeaders' parameter");
    read_credential(credential, claim);
    check_signed_headers(claim.signed_headers);
    claim.session_token = std::string(request.header("x-amz-security-token"));
    const auto date = request.header("x-amz-date");
    const auto http = detail::parse_http_date(request.header("date"));
    if (date.empty() && !http)
        throw incomplete_signature("Authorization header requires a 'X-Amz-Date' or a 'Date' header");
    read_date(date.empty() ? basic_date(*http) : std::string(date), claim);
    return claim;
}

[[nodiscard]] ECR_DECL claimed_signature claimed_in_query(std::string_view query) {
    claimed_signature claim;
    const auto required = [&](std::string_view name) {
        auto value = query_value(query, name);
        if (!value || value->empty())
            throw incomplete_signature("query-string authentication requires '" + std::string(name) + "'");
        return *std::move(value);
    };
    if (required("X-Amz-Algorithm") != signing_algorithm)
        throw incomplete_signature("X-Amz-Algorithm must be '" + std::string(signing_algorithm) + "'");
    read_credential(required("X-Amz-Credential"), claim);
    claim.signed_headers = required("X-Amz-SignedHeaders");
    check_signed_headers(claim.signed_headers);
    claim.signature = required("X-Amz-Signature");
    read_date(required("X-Amz-Date"), claim);
    claim.session_token = query_value(query, "X-Amz-Security-Token").value_or("");

    const auto text = query_value(query, "X-Amz-Expires").value_or("900");
    std::int64_t seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size() || seconds < 1 || seconds > 604800)
        throw incomplete_signature("X-Amz-Expires must be a number of seconds from 1 to 604800");
    claim.expires = std::chrono::seconds(seconds);
    return claim;
}

ECR_DECL claimed_signature claimed_by(const server_request& request) {
    const auto authorization = request.header("authorization");
    if (authorization.empty()) {
        if (query_value(request.query(), "X-Amz-Algorithm")) return claimed_in_query(request.query());
        throw protocol_fault{"MissingAuthenticationTokenException", "Missing Authentication Token", 403};
    }
    if (!authorization.starts_with(signing_algorithm) ||
        authorization.substr(signing_algorithm.size(), 1) != " ")
        throw incomplete_signature("Authorization header must begin with '" + std::string(signing_algorithm) +
                                   "'");
    return claimed_in_header(request, authorization);
}

}
