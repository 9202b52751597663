#pragma once

#include <ecr/secret.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

enum class tls_version { v1_2, v1_3 };

/// How connections are secured. Files are in PEM form and read once, for the first connection to an `https`
/// endpoint or proxy; what is wrong with them fails the calls that need them.
struct tls_settings {
    /// Certificates to trust instead of the system's, as `AWS_CA_BUNDLE` names them.
    std::string ca_file{};
    /// A folder with hashed links, as `openssl rehash` makes it; instead of the system's, or beside
    /// `ca_file`.
    std::string ca_directory{};
    /// The client's certificate, followed by the rest of its chain.
    std::string certificate_file{};
    std::string private_key_file{};
    /// PEM text instead of the two files.
    std::string certificate{};
    secret private_key{};
    secret private_key_password{};
    /// False trusts whoever answers; for tests only.
    bool verify = true;
    tls_version minimum_version = tls_version::v1_2;
};

}
