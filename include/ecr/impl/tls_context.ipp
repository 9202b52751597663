#pragma once

#include <ecr/detail/host_name.hpp>
#include <ecr/detail/tls_context.hpp>
#include <ecr/detail/tls_failure.hpp>
#include <ecr/detail/tls_pipe.hpp>

#include <boost/asio/ip/address.hpp>

#include <openssl/bio.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void openssl_deleter::operator()(bio_method_st* method) const noexcept {
    BIO_meth_free(method);
}
ECR_DECL void openssl_deleter::operator()(ssl_ctx_st* context) const noexcept {
    SSL_CTX_free(context);
}
ECR_DECL void openssl_deleter::operator()(ssl_session_st* session) const noexcept {
    SSL_SESSION_free(session);
}
ECR_DECL void openssl_deleter::operator()(ssl_st* connection) const noexcept {
    SSL_free(connection);
}

// OpenSSL hands out slots for the data of an application once for each process.
[[nodiscard]] ECR_DECL int facts_slot() noexcept {
    static const int slot = SSL_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return slot;
}

[[nodiscard]] ECR_DECL tls_facts* facts_of(const SSL* connection) noexcept {
    return static_cast<tls_facts*>(SSL_get_ex_data(connection, facts_slot()));
}

ECR_DECL int keep_session(SSL* connection, SSL_SESSION* session) {
    auto* const facts = facts_of(connection);
    if (!facts) return 0;
    tls_session_ptr owned(session);
    // No exception may pass through OpenSSL, and a lost session costs no more than a full handshake.
    try {
        facts->context->keep(facts->peer, std::move(owned));
    } catch (...) {
        return 1;
    }
    return 1;
}

// Called only when the peer asks for a certificate and none is set.
ECR_DECL int note_certificate_request(SSL* connection, X509**, EVP_PKEY**) {
    if (auto* const facts = facts_of(connection)) facts->certificate_asked_for = true;
    return 0;
}

ECR_DECL int note_objection(int accepted, X509_STORE_CTX* store) {
    if (accepted == 1) return 1;
    const auto slot = SSL_get_ex_data_X509_STORE_CTX_idx();
    const auto* const connection = static_cast<SSL*>(X509_STORE_CTX_get_ex_data(store, slot));
    auto* const facts = facts_of(connection);
    try {
        if (facts) facts->objection = objection_to(store);
    } catch (...) {
        return 0;
    }
    return 0;
}

ECR_DECL tls_context::tls_context(ssl_ctx_st* context)
    : context_(context)
    , method_(make_pipe_method()) {
    constexpr unsigned char http[] = "\x08http/1.1";

    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                  SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_alpn_protos(context, http, sizeof http - 1);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_CLIENT | SSL_SESS_CACHE_NO_INTERNAL);
    SSL_CTX_sess_set_new_cb(context, keep_session);
    SSL_CTX_set_client_cert_cb(context, note_certificate_request);
}

ECR_DECL tls_context::~tls_context() = default;

[[nodiscard]] ECR_DECL bool expect_host(SSL* connection, std::string host) {
    boost::system::error_code not_an_address;
    boost::asio::ip::make_address(host, not_an_address);
    if (!not_an_address) {
        return X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(connection), host.c_str()) == 1;
    }
    // Certificates and SNI know names without the dot that makes them absolute.
    if (host.ends_with('.')) host.pop_back();
    SSL_set_hostflags(connection, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    return SSL_set1_host(connection, host.c_str()) == 1 &&
           SSL_set_tlsext_host_name(connection, host.c_str()) == 1;
}

ECR_DECL tls_connection_ptr tls_context::connection(const std::string& host, tls_facts& facts) {
    tls_connection_ptr made(SSL_new(context_.get()));
    facts.context = this;
    if (!made || SSL_set_ex_data(made.get(), facts_slot(), &facts) != 1 || !expect_host(made.get(), host)) {
        return nullptr;
    }
    SSL_set_verify(made.get(), SSL_get_verify_mode(made.get()), note_objection);
    SSL_set_connect_state(made.get());
    if (const auto session = take(facts.peer)) SSL_set_session(made.get(), session.get());
    return made;
}

ECR_DECL void tls_context::keep(const std::string& peer, tls_session_ptr session) {
    constexpr std::size_t most_peers = 64;
    constexpr std::size_t most_sessions = 16;

    const std::lock_guard lock(mutex_);
    if (sessions_.size() >= most_peers && !sessions_.contains(peer)) sessions_.erase(sessions_.begin());
    auto& kept = sessions_[peer];
    if (kept.size() >= most_sessions) kept.erase(kept.begin());
    kept.push_back(std::move(session));
}

// A ticket of TLS 1.3 is for one connection, or an observer could link them; every connection brings new
// ones. A session of TLS 1.2 serves them all.
ECR_DECL tls_session_ptr tls_context::take(const std::string& peer) {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(peer);
    if (found == sessions_.end() || found->second.empty()) return nullptr;

    auto& newest = found->second.back();
    if (SSL_SESSION_get_protocol_version(newest.get()) < TLS1_3_VERSION) {
        SSL_SESSION_up_ref(newest.get());
        return tls_session_ptr(newest.get());
    }
    auto session = std::move(newest);
    found->second.pop_back();
    return session;
}

ECR_DECL std::size_t tls_context::sessions(const std::string& peer) const {
    const std::lock_guard lock(mutex_);
    const auto found = sessions_.find(peer);
    return found == sessions_.end() ? 0 : found->second.size();
}

}
