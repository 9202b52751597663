#pragma once

#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/registry_view.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/world.hpp>
#include <ecr/timestamp.hpp>

#include <functional>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// What a handler knows of the call that it answers, beside the request.
struct handling {
    world& all;
    /// Who signed the request.
    std::string account{};
    std::string region{};
    std::string caller_arn{};
    /// How the client reaches this server, such as `http://localhost:4566`, for the URLs in answers.
    std::string base_url{};
    /// The emulator's time, which tests move as they like.
    timestamp now{};
    /// Makes the ids of uploads, previews and the like: a UUID, new each time.
    std::function<std::string()> new_id{};

    /// The registry that the request puts something into: the one of that id, or the caller's own. Refused
    /// as `errc::limit_exceeded` if it would be one too many.
    [[nodiscard]] registry& registry_of(const std::optional<std::string>& id) const {
        const auto& owner = id ? *id : account;
        if (auto* const found = all.find(owner, region)) return *found;
        const auto most = all.limits().registries;
        if (all.registries().size() >= most)
            refuse(errc::limit_exceeded, "The emulator already holds the most of " + std::to_string(most) +
                                             " registries, as quotas::registries says");
        return all.at(owner, region);
    }

    /// The same where nothing is put into it: none is made.
    [[nodiscard]] registry_view look_at(const std::optional<std::string>& id) const {
        return {all, id ? *id : account, region};
    }
};

}
