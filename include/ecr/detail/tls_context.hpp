#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/tls.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

struct bio_method_st;
struct ssl_ctx_st;
struct ssl_session_st;
struct ssl_st;

namespace ecr::inline ECR_ABI::detail {

struct openssl_deleter {
    void operator()(bio_method_st* method) const noexcept;
    void operator()(ssl_ctx_st* context) const noexcept;
    void operator()(ssl_session_st* session) const noexcept;
    void operator()(ssl_st* connection) const noexcept;
};

using tls_session_ptr = std::unique_ptr<ssl_session_st, openssl_deleter>;
using tls_connection_ptr = std::unique_ptr<ssl_st, openssl_deleter>;

class tls_context;

/// What a connection learns during its handshake. It must outlive the connection.
struct tls_facts {
    /// Host and port: which sessions may be resumed.
    std::string peer{};
    tls_context* context = nullptr;
    /// What is wrong with the certificate of the peer, in words.
    std::string objection{};
    bool certificate_asked_for = false;
};

struct tls_context_result;

/// The trust store, the client certificate and the sessions to resume, shared by all connections of a client.
class tls_context {
public:
    explicit tls_context(ssl_ctx_st* context);
    ~tls_context();
    tls_context(const tls_context&) = delete;
    tls_context& operator=(const tls_context&) = delete;

    /// A connection that will accept nobody but `host`, a name or an address; null when memory is short.
    [[nodiscard]] tls_connection_ptr connection(const std::string& host, tls_facts& facts);
    [[nodiscard]] bio_method_st* pipe_method() const noexcept { return method_.get(); }

    /// Keeps a session for the next connection to the same peer.
    void keep(const std::string& peer, tls_session_ptr session);
    [[nodiscard]] std::size_t sessions(const std::string& peer) const;

private:
    [[nodiscard]] tls_session_ptr take(const std::string& peer);

    std::unique_ptr<ssl_ctx_st, openssl_deleter> context_;
    std::unique_ptr<bio_method_st, openssl_deleter> method_;
    mutable std::mutex mutex_{};
    std::map<std::string, std::vector<tls_session_ptr>, std::less<>> sessions_{};
};

/// Succeeded when `problem` is empty.
struct tls_context_result {
    std::shared_ptr<tls_context> value{};
    std::string problem{};
};

[[nodiscard]] ECR_DECL tls_context_result make_tls_context(const tls_settings& settings);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/tls_context.ipp>
#include <ecr/impl/tls_settings.ipp>
#endif
