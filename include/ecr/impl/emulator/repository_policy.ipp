#pragma once

#include <ecr/emulator/located.hpp>
#include <ecr/emulator/policy_text.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/repository_policy.hpp>
#include <ecr/emulator/room.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace repository_policy {

ECR_DECL std::string& policy_of(const located& at) {
    if (at.stored.policy) return *at.stored.policy;
    refuse(errc::repository_policy_not_found, "Repository policy does not exist for " + at.phrase());
}

}

ECR_DECL set_repository_policy_response
on_set_repository_policy(const handling& on, const set_repository_policy_request& request) {
    check_policy(request.policy_text, "policyText");
    const auto at = locate(on, request);
    if (!request.force.value_or(false) && denies(request.policy_text, on, "ecr:SetRepositoryPolicy")) {
        refuse(errc::invalid_parameter, "The new policy would keep you from setting the policy of " +
                                            at.phrase() + " in the future; set force to set it nevertheless");
    }
    check_replacement(on, at.stored.policy.value_or("").size(), request.policy_text.size());
    at.stored.policy = request.policy_text;
    return {.registry_id = at.registry_id, .repository_name = at.name, .policy_text = request.policy_text};
}

ECR_DECL get_repository_policy_response
on_get_repository_policy(const handling& on, const get_repository_policy_request& request) {
    const auto at = locate(on, request);
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .policy_text = repository_policy::policy_of(at)};
}

ECR_DECL delete_repository_policy_response
on_delete_repository_policy(const handling& on, const delete_repository_policy_request& request) {
    const auto at = locate(on, request);
    auto text = std::move(repository_policy::policy_of(at));
    at.stored.policy.reset();
    return {.registry_id = at.registry_id, .repository_name = at.name, .policy_text = std::move(text)};
}

ECR_DECL std::span<const route> repository_policy_routes() {
    static constexpr route routes[] = {
        route_of<delete_repository_policy, on_delete_repository_policy>(),
        route_of<get_repository_policy, on_get_repository_policy>(),
        route_of<set_repository_policy, on_set_repository_policy>(),
    };
    return routes;
}

}
