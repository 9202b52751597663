#pragma once

#include "certificates.hpp"
#include "loopback.hpp"

#include <functional>
#include <memory>
#include <string>

namespace test {

struct tls_peer_options {
    identity own{};
    /// Whose clients are let in; everybody's when empty.
    std::string client_authority{};
    int oldest = TLS1_2_VERSION;
    int newest = TLS1_3_VERSION;
    std::string ciphers{};
};

/// The server's side of TLS, by Asio's own stream so that two implementations meet.
class tls_peer {
public:
    using service = std::function<asio::awaitable<void>(tls_socket&)>;

    tls_peer(asio::any_io_executor executor, const tls_peer_options& options, service serve)
        : shared_(std::make_shared<shared>(options, std::move(serve)))
        , server_(executor,
                  [known = shared_](tcp::socket socket) { return talk(known, std::move(socket)); }) {}

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] int accepted() const { return server_.accepted(); }
    [[nodiscard]] int shaken() const { return shared_->shaken; }
    [[nodiscard]] int resumed() const { return shared_->resumed; }
    [[nodiscard]] const std::string& server_name() const { return shared_->server_name; }
    [[nodiscard]] const std::string& version() const { return shared_->version; }

private:
    struct shared {
        shared(const tls_peer_options& options, service how)
            : serve(std::move(how)) {
            SSL_CTX* const handle = context.native_handle();
            context.use_certificate_chain(asio::buffer(options.own.certificate));
            context.use_private_key(asio::buffer(options.own.key), asio::ssl::context::pem);
            SSL_CTX_set_min_proto_version(handle, options.oldest);
            SSL_CTX_set_max_proto_version(handle, options.newest);
            const unsigned char id[] = "test";
            SSL_CTX_set_session_id_context(handle, id, sizeof id - 1);
            if (!options.ciphers.empty()) SSL_CTX_set_cipher_list(handle, options.ciphers.c_str());
            if (options.client_authority.empty()) return;
            context.add_certificate_authority(asio::buffer(options.client_authority));
            context.set_verify_mode(asio::ssl::verify_peer | asio::ssl::verify_fail_if_no_peer_cert);
        }

        asio::ssl::context context{asio::ssl::context::tls_server};
        service serve;
        int shaken = 0;
        int resumed = 0;
        std::string server_name{};
        std::string version{};
    };

    static asio::awaitable<void> talk(std::shared_ptr<shared> self, tcp::socket socket) {
        boost::system::error_code error;
        tls_socket stream(std::move(socket), self->context);
        co_await stream.async_handshake(asio::ssl::stream_base::server,
                                        asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        ++self->shaken;
        SSL* const handle = stream.native_handle();
        self->resumed += SSL_session_reused(handle);
        const char* const name = SSL_get_servername(handle, TLSEXT_NAMETYPE_host_name);
        self->server_name = name ? name : "";
        self->version = SSL_get_version(handle);
        auto served = self->serve(stream);
        co_await std::move(served);
    }

    std::shared_ptr<shared> shared_;
    server server_;
};

/// Answers one head with `hello` and then stays silent.
inline asio::awaitable<void> answer_hello(tls_socket& stream) {
    boost::system::error_code error;
    std::string rest;
    auto answered = answer(stream, "hello");
    const auto done = co_await std::move(answered);
    // Asio never completes a read after the end of the stream.
    if (!done) co_return;
    co_await asio::async_read_until(stream, asio::dynamic_buffer(rest), '\0',
                                    asio::redirect_error(asio::use_awaitable, error));
}

}
