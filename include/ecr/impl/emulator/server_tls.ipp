#pragma once

#include <ecr/emulator/server_tls.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/asio/ssl/context.hpp>

#include <openssl/ssl.h>

namespace ecr::inline ECR_ABI::emulation {

struct server_tls {
    boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
};

ECR_DECL std::shared_ptr<server_tls> make_server_tls(const std::string& certificate,
                                                     const std::string& private_key) {
    auto made = std::make_shared<server_tls>();
    auto& context = made->context;
    context.use_certificate_chain(boost::asio::buffer(certificate));
    context.use_private_key(boost::asio::buffer(private_key), boost::asio::ssl::context::pem);
    SSL_CTX_set_min_proto_version(context.native_handle(), TLS1_2_VERSION);
    // Without an id, clients that ask to resume a session are turned away.
    constexpr unsigned char id[] = "ecr";
    SSL_CTX_set_session_id_context(context.native_handle(), id, sizeof id - 1);
    return made;
}

}
