#pragma once

#include <openssl/ssl.h>

#include <memory>
#include <string>

namespace bench {

struct free_tls_context {
    void operator()(SSL_CTX* context) const noexcept { SSL_CTX_free(context); }
};
using tls_context = std::unique_ptr<SSL_CTX, free_tls_context>;

/// TLS 1.3 only, as a server that names itself by a new certificate for 127.0.0.1 and localhost.
///
/// The certificate is written to a new file, whose name is left in `path`, so that clients can trust it as
/// their authority.
tls_context self_signed_server(std::string& path);

}
