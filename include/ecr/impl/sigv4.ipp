#pragma once

#include <ecr/detail/append_all.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/detail/uri.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// What one signature needs and the next one can use again.
struct sigv4_signer::workspace {
    explicit workspace(const sha256& algorithm)
        : digest(algorithm) {}

    sha256 digest;
    canonical_request canonical;
    amz_date date{};
    std::string host;
    std::string payload_hash;
    std::string scope;
    std::string string_to_sign;
    std::unique_ptr<workspace> next;
};

/// Takes a workspace out of the signer and brings it back; knows the signer's key meanwhile.
class sigv4_signer::lease {
public:
    explicit lease(sigv4_signer& owner)
        : owner_(owner) {
        {
            const std::lock_guard lock(owner.mutex_);
            work_ = std::move(owner.idle_);
            if (work_) owner.idle_ = std::move(work_->next);
            key_ = owner.key_;
        }
        if (!work_) work_ = std::make_unique<workspace>(owner.algorithm_);
    }
    lease(const lease&) = delete;
    lease& operator=(const lease&) = delete;
    ~lease() {
        const std::lock_guard lock(owner_.mutex_);
        work_->next = std::move(owner_.idle_);
        owner_.idle_ = std::move(work_);
    }

    [[nodiscard]] workspace& operator*() const noexcept { return *work_; }

    // Two threads that miss at the same time both derive the key: that costs less than holding the others up.
    [[nodiscard]] const signing_key& key(const sigv4_scope& scope, const secret& secret_access_key) {
        if (key_ && key_->serves(scope, secret_access_key)) return *key_;
        key_ = std::make_shared<const signing_key>(scope, secret_access_key, owner_.algorithm_);
        auto exchanged = key_;
        const std::lock_guard lock(owner_.mutex_);
        owner_.key_.swap(exchanged);
        return *key_;
    }

private:
    sigv4_signer& owner_;
    std::unique_ptr<workspace> work_;
    std::shared_ptr<const signing_key> key_;
};

ECR_DECL sigv4_signer::sigv4_signer() = default;
ECR_DECL sigv4_signer::~sigv4_signer() = default;

constexpr std::string_view sigv4_algorithm = "AWS4-HMAC-SHA256";

ECR_DECL std::string_view view(const amz_date& date) noexcept {
    return {date.data(), date.size()};
}

ECR_DECL std::string_view view(const sigv4_signature& text) noexcept {
    return {text.data(), text.size()};
}

ECR_DECL void write_scope(std::string& out, const sigv4_scope& scope) {
    out.clear();
    append_all(out, {scope.date.substr(0, 8), "/", scope.region, "/", scope.service, "/aws4_request"});
}

ECR_DECL sigv4_signature sigv4_signer::signature(std::string_view canonical_request, const sigv4_scope& scope,
                                                 const secret& secret_access_key, lease& leased) {
    auto& work = *leased;
    const auto hash = hex(work.digest.hash(canonical_request));
    auto& text = work.string_to_sign;
    text.clear();
    append_all(text, {sigv4_algorithm, "\n", scope.date, "\n", work.scope, "\n", view(hash)});
    return hex(leased.key(scope, secret_access_key).sign(text, work.digest));
}

ECR_DECL sigv4_signature sigv4_signer::signature(std::string_view canonical_request, const sigv4_scope& scope,
                                                 const secret& secret_access_key) {
    lease leased(*this);
    write_scope((*leased).scope, scope);
    return signature(canonical_request, scope, secret_access_key, leased);
}

ECR_DECL or_refusal<void> sigv4_signer::begin(const sigv4_request& request, const credentials& keys,
                                              timestamp now, workspace& work) const {
    const auto checked = check_signable(request, keys);
    if (checked.has_error()) return checked;
    const auto date = to_amz_date(now);
    if (date.has_error()) return date.error();
    work.date = *date;
    work.host.clear();
    const auto host = append_canonical_host(work.host, request.scheme, request.host);
    if (host.has_error()) return host;
    write_scope(work.scope, {.date = view(work.date), .region = request.region, .service = request.service});
    work.canonical.clear();
    const auto added = add_request_headers(work.canonical, request, work.host);
    if (added.has_error()) return added;
    return write_payload_hash(work.payload_hash, request, work.digest);
}

ECR_DECL or_refusal<sigv4_signature> sigv4_signer::finish(const sigv4_request& request,
                                                          std::string_view query, const credentials& keys,
                                                          lease& leased, sigv4_trace* trace) {
    auto& work = *leased;
    const auto written =
        work.canonical.write(request.method, request.path, query, work.payload_hash, request.path_form);
    if (written.has_error()) return written.error();
    const sigv4_scope scope{.date = view(work.date), .region = request.region, .service = request.service};
    const auto result = signature(work.canonical.text(), scope, keys.secret_access_key, leased);
    if (trace) {
        trace->canonical_request = work.canonical.text();
        trace->string_to_sign = work.string_to_sign;
    }
    return result;
}

ECR_DECL or_refusal<sigv4_headers> sigv4_signer::sign(const sigv4_request& request, const credentials& keys,
                                                      timestamp now, sigv4_trace* trace) {
    lease leased(*this);
    auto& work = *leased;
    auto done = begin(request, keys, now, work);
    if (done.has_error()) return done.error();
    done = work.canonical.add({.name = "x-amz-date", .value = view(work.date)});
    if (done.has_error()) return done.error();
    if (!keys.session_token.empty()) {
        done = work.canonical.add({.name = "x-amz-security-token", .value = keys.session_token.reveal()});
        if (done.has_error()) return done.error();
    }
    const auto signature = finish(request, request.query, keys, leased, trace);
    if (signature.has_error()) return signature.error();

    sigv4_headers headers{.date = work.date};
    append_all(headers.authorization,
               {sigv4_algorithm, " Credential=", keys.access_key_id, "/", work.scope,
                ", SignedHeaders=", work.canonical.signed_headers(), ", Signature=", view(*signature)});
    return headers;
}

ECR_DECL or_refusal<void> check_presignable(const sigv4_request& request, std::chrono::seconds expires) {
    if (expires < std::chrono::seconds(1) || expires > std::chrono::days(7))
        return refuse("presigned url is good for " + std::to_string(expires.count()) +
                      " seconds: it must be 1 to 604800");
    const bool sendable = std::all_of(request.path.begin(), request.path.end(),
                                      [](char c) { return is_visible(c) && c != '?' && c != '#'; });
    if (!sendable || (!request.path.empty() && request.path.front() != '/'))
        return refuse("path is " + quoted(request.path) +
                      ": it must begin with a slash and be percent-encoded");
    return {};
}

ECR_DECL void append_signing_parameters(std::string& query, const credentials& keys, std::string_view date,
                                        std::string_view scope, std::chrono::seconds expires,
                                        std::string_view signed_headers) {
    append_all(query, {query.empty() ? "" : "&", "X-Amz-Algorithm=", sigv4_algorithm, "&X-Amz-Credential="});
    append_encoded(query, keys.access_key_id);
    query += "%2F";
    append_encoded(query, scope);
    append_all(query, {"&X-Amz-Date=", date, "&X-Amz-Expires=", std::to_string(expires.count())});
    append_encoded(query += "&X-Amz-SignedHeaders=", signed_headers);
    if (!keys.session_token.empty())
        append_encoded(query += "&X-Amz-Security-Token=", keys.session_token.reveal());
}

ECR_DECL or_refusal<std::string> sigv4_signer::presign(const sigv4_request& request, const credentials& keys,
                                                       timestamp now, std::chrono::seconds expires,
                                                       sigv4_trace* trace) {
    lease leased(*this);
    auto& work = *leased;
    auto done = check_presignable(request, expires);
    if (done.has_error()) return done.error();
    done = begin(request, keys, now, work);
    if (done.has_error()) return done.error();
    std::string query;
    done = append_unsigned_query(query, request.query);
    if (done.has_error()) return done.error();
    append_signing_parameters(query, keys, view(work.date), work.scope, expires,
                              work.canonical.signed_headers());
    const auto signature = finish(request, query, keys, leased, trace);
    if (signature.has_error()) return signature.error();

    std::string text;
    append_all(text, {request.scheme, "://", work.host, request.path.empty() ? "/" : request.path, "?", query,
                      "&X-Amz-Signature=", view(*signature)});
    return text;
}

}
