#pragma once

#include <ecr/emulator/durations.hpp>
#include <ecr/emulator/image_work.hpp>
#include <ecr/emulator/quotas.hpp>
#include <ecr/emulator/registry_settings.hpp>
#include <ecr/emulator/replication_work.hpp>
#include <ecr/emulator/stored_repository.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// One account's registry in one region; empty until something is put into it.
struct registry {
    std::string account{};
    std::string region{};
    std::map<std::string, stored_repository, std::less<>> repositories{};
    registry_settings settings{};
    findings_book findings{};
    replication_work copying{};
};

/// Every registry of an emulator.
class world {
public:
    /// The registry, made when asked for first, whatever the quotas say.
    registry& at(std::string_view account, std::string_view region) {
        const auto key = std::pair(std::string(account), std::string(region));
        auto found = registries_.find(key);
        if (found == registries_.end()) {
            found = registries_.emplace(key, registry{.account = key.first, .region = key.second}).first;
        }
        return found->second;
    }

    /// The registry if it was ever made, else null.
    [[nodiscard]] registry* find(std::string_view account, std::string_view region) {
        const auto found = registries_.find(std::pair(std::string(account), std::string(region)));
        return found == registries_.end() ? nullptr : &found->second;
    }

    [[nodiscard]] auto& registries() noexcept { return registries_; }
    [[nodiscard]] const auto& registries() const noexcept { return registries_; }

    [[nodiscard]] durations& times() noexcept { return times_; }
    [[nodiscard]] quotas& limits() noexcept { return limits_; }

    /// What download URLs and passwords are signed with; empty until the first one.
    [[nodiscard]] std::string& signing_key() noexcept { return signing_key_; }
    [[nodiscard]] const std::string& signing_key() const noexcept { return signing_key_; }

private:
    std::map<std::pair<std::string, std::string>, registry> registries_;
    durations times_{};
    quotas limits_{};
    std::string signing_key_{};
};

}
