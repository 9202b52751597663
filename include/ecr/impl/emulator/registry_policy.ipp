#pragma once

#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/registry_policy.hpp>
#include <ecr/emulator/room.hpp>

#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

[[noreturn]] ECR_DECL void fail_without_registry_policy(const registry& of) {
    refuse(errc::registry_policy_not_found,
           "Registry policy does not exist in the registry with id '" + of.account + "'");
}

ECR_DECL get_registry_policy_response on_get_registry_policy(const handling& on,
                                                             const get_registry_policy_request&) {
    auto seen = on.look_at({});
    const registry& own = *seen;
    if (!own.settings.policy) fail_without_registry_policy(own);
    return {.registry_id = own.account, .policy_text = own.settings.policy};
}

ECR_DECL put_registry_policy_response on_put_registry_policy(const handling& on,
                                                             const put_registry_policy_request& request) {
    check_policy(request.policy_text, "PolicyText");
    const auto before = on.look_at({})->settings.policy.value_or("").size();
    check_replacement(on, before, request.policy_text.size());
    registry& own = on.registry_of({});
    own.settings.policy = request.policy_text;
    return {.registry_id = own.account, .policy_text = own.settings.policy};
}

ECR_DECL delete_registry_policy_response on_delete_registry_policy(const handling& on,
                                                                   const delete_registry_policy_request&) {
    auto seen = on.look_at({});
    registry& own = *seen;
    if (!own.settings.policy) fail_without_registry_policy(own);
    return {.registry_id = own.account, .policy_text = std::exchange(own.settings.policy, std::nullopt)};
}

ECR_DECL std::span<const route> registry_policy_routes() {
    static constexpr route all[]{
        route_of<get_registry_policy, on_get_registry_policy>(),
        route_of<put_registry_policy, on_put_registry_policy>(),
        route_of<delete_registry_policy, on_delete_registry_policy>(),
    };
    return all;
}

}
