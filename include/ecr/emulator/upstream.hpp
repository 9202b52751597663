#pragma once

#include <ecr/model/pull_through_cache.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// A registry that images can be fetched from, as its URL tells.
struct upstream {
    ecr::upstream_registry kind{};
    /// Whether nothing can be read there without a login.
    bool needs_credential = false;
    /// Of an upstream that is ECR itself.
    std::string account{};
    std::string region{};
};

/// What is known of the registry of that host, with or without `https://`; nothing if it is not supported.
[[nodiscard]] ECR_DECL std::optional<upstream> upstream_of(std::string_view url);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/upstream.ipp>
#endif
