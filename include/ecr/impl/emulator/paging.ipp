#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/emulator/paging.hpp>
#include <ecr/emulator/service_fault.hpp>

namespace ecr::inline ECR_ABI::emulation {

namespace paging {

inline constexpr std::size_t checksum_size = 12;

ECR_DECL std::string checksum(std::string_view parameters, std::string_view key) {
    detail::sha256 hash;
    hash.update(std::to_string(parameters.size()));
    hash.update(parameters);
    hash.update(key);
    const auto digest = hash.finish();
    return {reinterpret_cast<const char*>(digest.data()), checksum_size};
}

/// The key in a token of these parameters, or nothing if it is of others.
ECR_DECL std::optional<std::string> key_of(std::string_view parameters, const std::string& token) {
    const auto bytes = detail::from_base64url(token);
    if (!bytes || bytes->size() <= checksum_size) return std::nullopt;
    auto key = bytes->substr(checksum_size);
    if (bytes->compare(0, checksum_size, checksum(parameters, key)) != 0) return std::nullopt;
    return key;
}

}

ECR_DECL pager::pager(std::string_view operation, std::string_view parameters,
                      const std::optional<std::string>& token, const std::optional<std::int32_t>& max_results,
                      std::size_t default_size)
    : parameters_(std::string(operation).append(parameters))
    , size_(max_results && *max_results > 0 ? static_cast<std::size_t>(*max_results) : default_size) {
    if (!token) return;
    auto key = paging::key_of(parameters_, *token);
    if (!key) {
        throw service_fault{
            errc::invalid_parameter,
            "Invalid parameter at 'nextToken' failed to satisfy constraint: 'must be a token that " +
                std::string(operation) + " returned for the same parameters'",
            {}};
    }
    after_ = std::move(*key);
}

ECR_DECL std::string pager::token_after(std::string_view key) const {
    return detail::to_base64url(paging::checksum(parameters_, key).append(key));
}

}
