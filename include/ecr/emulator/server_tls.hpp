#pragma once

#include <ecr/detail/config.hpp>

#include <memory>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// The server's side of TLS.
struct server_tls;

/// Of a certificate with its chain and the key, as PEM text; throws `boost::system::system_error` where they
/// do not fit.
[[nodiscard]] ECR_DECL std::shared_ptr<server_tls> make_server_tls(const std::string& certificate,
                                                                   const std::string& private_key);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/server_tls.ipp>
#endif
