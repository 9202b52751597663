#pragma once

#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/room.hpp>

#include <cstddef>
#include <optional>

namespace ecr::inline ECR_ABI::emulation {

namespace rooms {

ECR_DECL std::size_t size_of(const std::optional<std::string>& text) {
    return text ? text->size() : 0;
}

ECR_DECL std::uint64_t bytes_of(const stored_repository& of) {
    return of.bytes + size_of(of.policy) + size_of(of.lifecycle_policy) +
           (of.preview ? of.preview->policy.size() : 0) + emulation::bytes_of(of.resource_tags);
}

ECR_DECL std::uint64_t bytes_of(const registry& of) {
    std::uint64_t total = size_of(of.settings.policy);
    for (const auto& each : of.settings.templates) total += emulation::bytes_of(each);
    for (const auto& [name, repository] : of.repositories) total += bytes_of(repository);
    return total;
}

}

ECR_DECL std::uint64_t bytes_of(const world& all) {
    std::uint64_t total = 0;
    for (const auto& [key, registry] : all.registries()) total += rooms::bytes_of(registry);
    return total;
}

ECR_DECL std::uint64_t bytes_of(const tag_map& tags) {
    std::uint64_t total = 0;
    for (const auto& [key, value] : tags) total += key.size() + value.size();
    return total;
}

ECR_DECL std::uint64_t bytes_of(const ecr::repository_creation_template& of) {
    std::uint64_t total = rooms::size_of(of.repository_policy) + rooms::size_of(of.lifecycle_policy);
    for (const auto& each : of.resource_tags) total += each.key.size() + each.value.size();
    return total;
}

ECR_DECL void check_room(const handling& on, std::uint64_t more) {
    const auto most = on.all.limits().bytes;
    if (more <= most && bytes_of(on.all) <= most - more) return;
    refuse(errc::limit_exceeded, "The emulator holds at most " + std::to_string(most) +
                                     " bytes of layers, uploads, manifests, policies and resource tags, as "
                                     "quotas::bytes says");
}

ECR_DECL void check_replacement(const handling& on, std::uint64_t before, std::uint64_t after) {
    if (after > before) check_room(on, after - before);
}

}
