#pragma once

#include <ecr/detail/config.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// One account's registry in one region; empty until something is put into it.
struct registry {
    std::string account{};
    std::string region{};
};

/// Every registry of an emulator.
class world {
public:
    /// The registry, made when asked for first.
    registry& at(std::string_view account, std::string_view region) {
        const auto key = std::pair(std::string(account), std::string(region));
        auto found = registries_.find(key);
        if (found == registries_.end()) {
            found = registries_.emplace(key, registry{.account = key.first, .region = key.second}).first;
        }
        return found->second;
    }

    [[nodiscard]] auto& registries() noexcept { return registries_; }
    [[nodiscard]] const auto& registries() const noexcept { return registries_; }

private:
    std::map<std::pair<std::string, std::string>, registry> registries_;
};

}
