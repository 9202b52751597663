#pragma once

#include <ecr/emulator/located.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/registry_host.hpp>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL std::string located::phrase() const {
    return "the repository with name '" + name + "' in the registry with id '" + registry_id + "'";
}

ECR_DECL located locate(const handling& on, const std::optional<std::string>& registry_id,
                        const std::string& name) {
    const auto& id = registry_id ? *registry_id : on.account;
    if (auto* const where = on.all.find(id, on.region)) {
        const auto found = where->repositories.find(name);
        if (found != where->repositories.end()) {
            found->second.settle(on.now);
            return {found->second, id, name};
        }
    }
    refuse(errc::repository_not_found,
           "The repository with name '" + name + "' does not exist in the registry with id '" + id + "'");
}

ECR_DECL std::string host_of(const std::string& account, const std::string& region) {
    const auto host = resolve_registry_host({.registry_id = account, .region = region});
    if (host.problem.empty()) return to_string(host.value);
    return account + ".dkr.ecr." + region + ".amazonaws.com";
}

}
