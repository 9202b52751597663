#pragma once

#include <ecr/detail/config.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// What a server shows, and what its clients have to trust, as PEM text.
struct server_identity {
    std::string certificate{};
    std::string private_key{};
    /// Empty if the certificate came from elsewhere.
    std::string authority{};
};

/// Makes a certificate for `localhost`, 127.0.0.1 and ::1, good for a year, and an authority of its own that
/// signs it. Throws `std::runtime_error` where OpenSSL fails.
[[nodiscard]] ECR_DECL server_identity make_server_identity();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/certificate.ipp>
#endif
