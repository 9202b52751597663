#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/secret.hpp>
#include <ecr/timestamp.hpp>

#include <iosfwd>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

/// One set of keys that requests are signed with.
struct credentials {
    std::string access_key_id{};
    secret secret_access_key{};

    /// Empty for long-lived keys.
    secret session_token{};

    /// Absent when the keys do not expire.
    std::optional<timestamp> expiration{};

    /// The account that the keys belong to, where the source tells.
    std::optional<std::string> account_id{};

    /// What supplied the keys, for messages.
    std::string provider_name{};

    friend bool operator==(const credentials&, const credentials&) = default;
};

/// The access key id and a mask for everything else, fit for logs.
[[nodiscard]] ECR_DECL std::string to_string(const credentials& value);

/// Writes what to_string() returns.
ECR_DECL std::ostream& operator<<(std::ostream& out, const credentials& value);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/credentials.ipp>
#endif
