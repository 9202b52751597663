#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/secret.hpp>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// A role that is not for everyone. Every other role is there too, for whoever asks.
struct guarded_role {
    std::string arn{};
    /// Nobody may assume it.
    bool denied = false;
    /// What has to be said to assume it, if not empty: the external id, and the code that a device shows.
    std::string external_id{};
    std::string mfa_code{};
    /// The longest that its sessions may be asked to last.
    std::chrono::seconds longest{std::chrono::hours(12)};
};

/// The EC2 instance that the emulator's metadata service is of.
struct emulated_instance {
    std::string account{"123456789012"};
    /// Empty for an instance without a role.
    std::string role{"emulator"};
    std::string region{"us-east-1"};
};

/// A container that the emulator's agent has keys for.
struct emulated_container {
    std::string id{};
    /// What its `Authorization` header has to say, if not empty.
    secret token{};
    std::string account{"123456789012"};
    std::string role{"emulator"};
};

/// Who gets keys from the services beside ECR.
struct identities {
    std::vector<guarded_role> roles{};
    emulated_instance instance{};
    std::vector<emulated_container> containers{{.id = "emulator"}};

    /// Null for a role that everyone may assume.
    [[nodiscard]] const guarded_role* guard_of(std::string_view arn) const noexcept {
        for (const auto& each : roles) {
            if (each.arn == arn) return &each;
        }
        return nullptr;
    }
};

}
