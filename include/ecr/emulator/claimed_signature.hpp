#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/message.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What a request says about its signature, not yet believed.
struct claimed_signature {
    std::string access_key_id{};
    std::string day{};
    std::string region{};
    std::string service{};
    std::string signed_headers{};
    std::string signature{};
    /// As it was sent: 20150830T123600Z.
    std::string date{};
    timestamp time{};
    std::string session_token{};
    /// Present for a signature in the query: how long it is good.
    std::optional<std::chrono::seconds> expires{};
};

/// Takes the signature from the header or the query; throws the `protocol_fault` of a request without a
/// complete one.
[[nodiscard]] ECR_DECL claimed_signature claimed_by(const server_request& request);

/// The value of a parameter of a query, decoded; nothing when it is absent or badly encoded.
[[nodiscard]] ECR_DECL std::optional<std::string> query_value(std::string_view query, std::string_view name);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/claimed_signature.ipp>
#endif
