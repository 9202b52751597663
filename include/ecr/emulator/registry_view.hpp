#pragma once

#include <ecr/emulator/world.hpp>

#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// A registry to look at or to take something away from: where there is none, an empty one that is not kept.
class registry_view {
public:
    registry_view(world& all, std::string account, std::string region)
        : found_(all.find(account, region))
        , none_{.account = std::move(account), .region = std::move(region)} {}

    [[nodiscard]] registry& operator*() noexcept { return found_ != nullptr ? *found_ : none_; }
    [[nodiscard]] registry* operator->() noexcept { return &**this; }

private:
    registry* found_;
    registry none_;
};

}
