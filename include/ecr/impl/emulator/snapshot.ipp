#pragma once

#include <ecr/emulator/loaded_registry.hpp>
#include <ecr/emulator/saved_repository.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/snapshot.hpp>
#include <ecr/json.hpp>
#include <ecr/shape.hpp>

#include <map>
#include <stdexcept>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

namespace snapshots {

struct saved_registry {
    std::string account{};
    std::string region{};
    std::vector<saved_repository> repositories{};
    registry_settings settings{};
    findings_book findings{};
    replication_work copying{};
};
ECR_SHAPE(saved_registry, account, region, repositories, settings, findings, copying);

struct saved_world {
    /// Of this form of text.
    std::int32_t version = 0;
    std::string signing_key{};
    std::vector<saved_registry> registries{};
};
ECR_SHAPE(saved_world, version, signing_key, registries);

inline constexpr std::int32_t version = 1;

ECR_DECL registry load(const saved_registry& saved) {
    registry loaded{.account = saved.account,
                    .region = saved.region,
                    .settings = saved.settings,
                    .findings = saved.findings,
                    .copying = saved.copying};
    check_loaded(loaded);
    for (const auto& each : saved.repositories) {
        auto name = each.description.repository_name.value_or("");
        loaded.repositories.insert_or_assign(std::move(name), emulation::load(each));
    }
    return loaded;
}

}

ECR_DECL std::string save(const world& all) {
    snapshots::saved_world saved{.version = snapshots::version, .signing_key = all.signing_key()};
    for (const auto& [key, each] : all.registries()) {
        snapshots::saved_registry one{.account = each.account,
                                      .region = each.region,
                                      .settings = each.settings,
                                      .findings = each.findings,
                                      .copying = each.copying};
        for (const auto& [name, repository] : each.repositories) one.repositories.push_back(save(repository));
        saved.registries.push_back(std::move(one));
    }
    return to_json(saved);
}

ECR_DECL void load(world& all, std::string_view text) {
    const auto saved = from_json<snapshots::saved_world>(text, as_result);
    if (saved.has_error())
        throw std::invalid_argument("no snapshot: " + std::string(saved.error().message()));
    if (saved->version != snapshots::version)
        throw std::invalid_argument("a snapshot of version " + std::to_string(saved->version) +
                                    ", not of version " + std::to_string(snapshots::version));
    std::map<std::pair<std::string, std::string>, registry> loaded;
    try {
        for (const auto& each : saved->registries)
            loaded.insert_or_assign(std::pair(each.account, each.region), snapshots::load(each));
    } catch (const service_fault& fault) {
        throw std::invalid_argument("a snapshot that does not fit together: " + fault.message);
    }
    all.registries() = std::move(loaded);
    all.signing_key() = saved->signing_key;
}

}
