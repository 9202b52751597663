#pragma once

#include <ecr/emulator/repositories.hpp>
#include <ecr/emulator/resource_tags.hpp>
#include <ecr/emulator/routes.hpp>

#include <algorithm>
#include <initializer_list>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL std::vector<route> joined(std::initializer_list<std::span<const route>> tables) {
    std::vector<route> all;
    for (const auto table : tables) all.insert(all.end(), table.begin(), table.end());
    std::ranges::sort(all, {}, &route::operation);
    return all;
}

ECR_DECL std::span<const route> every_route() {
    static const std::vector<route> all = joined({repositories_routes(), resource_tags_routes()});
    return all;
}

ECR_DECL const route* find_route(std::string_view operation) {
    const auto all = every_route();
    const auto found = std::ranges::lower_bound(all, operation, {}, &route::operation);
    return found != all.end() && found->operation == operation ? &*found : nullptr;
}

}
