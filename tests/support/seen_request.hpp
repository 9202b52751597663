#pragma once

/// \file
/// Requests as a service sees them, and its check of their signatures.

#include <ecr/credentials.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/body_pieces.hpp>
#include <ecr/detail/canonical_request.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/http.hpp>

#include <algorithm>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

struct seen_request {
    std::string method{};
    std::string target{};
    ecr::endpoint where{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    std::chrono::steady_clock::time_point deadline{};
    ecr::timeout_kind deadline_kind = ecr::timeout_kind::none;

    /// The values of all headers of that name, which is given in lower case.
    [[nodiscard]] std::vector<std::string> all(std::string_view name) const {
        std::vector<std::string> values;
        for (const auto& [each, value] : headers) {
            if (std::ranges::equal(each, name, {}, ecr::detail::to_lower)) values.push_back(value);
        }
        return values;
    }
    /// The value of the only header of that name; says so when it is not there once.
    [[nodiscard]] std::string header(std::string_view name) const {
        const auto values = all(name);
        return values.size() == 1 ? values.front() : "<" + std::to_string(values.size()) + " values>";
    }
};

inline seen_request record(const ecr::http_request& request) {
    seen_request seen;
    seen.method = request.method;
    seen.target = request.target;
    if (request.where != nullptr) seen.where = *request.where;
    for (const auto& [name, value] : request.headers) seen.headers.emplace_back(name, value);
    ecr::detail::for_each_piece(request.body, [&](std::string_view piece) { seen.body += piece; });
    seen.deadline = request.deadline;
    seen.deadline_kind = request.deadline_kind;
    return seen;
}

/// The text between `begin` and `end` in `text`; the rest when `end` is not there.
inline std::string between(std::string_view text, std::string_view begin, std::string_view end) {
    const auto at = text.find(begin);
    if (at == text.npos) return {};
    text.remove_prefix(at + begin.size());
    return std::string(text.substr(0, text.find(end)));
}

inline std::string sha256_text(std::string_view bytes) {
    ecr::detail::sha256 digest;
    digest.start();
    digest.update(bytes);
    const auto made = digest.finish();
    std::string text(64, '?');
    ecr::detail::write_hex(made, text.data());
    return text;
}

/// What a service finds wrong with the signature of a request; nothing if it is good.
inline std::string signature_problem(const seen_request& request, const ecr::credentials& keys,
                                     const std::string& region) {
    const auto authorization = request.header("authorization");
    const auto names = between(authorization, "SignedHeaders=", ",");
    const auto date = request.header("x-amz-date");
    const auto day = date.substr(0, 8);
    if (between(authorization, "Credential=", ",") !=
        keys.access_key_id + "/" + day + "/" + region + "/ecr/aws4_request") {
        return "the scope: " + authorization;
    }
    for (const std::string_view needed : {"host", "x-amz-date", "x-amz-target", "content-type"}) {
        if ((";" + names + ";").find(";" + std::string(needed) + ";") == std::string::npos)
            return "not signed: " + std::string(needed);
    }
    std::vector<ecr::header_view> views;
    for (const auto& [name, value] : request.headers) views.push_back({name, value});
    ecr::detail::canonical_request canonical;
    if (canonical.add_listed(views, names).has_error()) return "a signed header is missing: " + names;
    const auto hash = sha256_text(request.body);
    if (canonical.write(request.method, request.target, {}, hash).has_error()) return "not canonical";
    ecr::detail::sigv4_signer signer;
    const auto expected = signer.signature(canonical.text(), {date, region, "ecr"}, keys.secret_access_key);
    if (between(authorization, "Signature=", ",") == std::string_view(expected.data(), expected.size()))
        return {};
    return "the signature";
}

}
