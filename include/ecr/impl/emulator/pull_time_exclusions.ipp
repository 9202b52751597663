#pragma once

#include <ecr/emulator/pull_time_exclusions.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/sorted_page.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL const std::string& exclusion_key(const pull_time_exclusion& of) {
    return of.principal_arn;
}

// "arn:aws:sts::1:assumed-role/name/session" is a session of "arn:aws:iam::1:role/name", under any path.
ECR_DECL bool is_session_of(std::string_view caller, std::string_view role) {
    constexpr std::string_view assumed = ":assumed-role/";
    const auto at = caller.find(assumed);
    if (at == caller.npos) return false;
    const auto account = caller.substr(0, at);
    auto name = caller.substr(at + assumed.size());
    name = name.substr(0, name.find('/'));
    const auto owner = role.substr(0, role.find(":role/"));
    return owner.size() != role.size() && role.substr(role.rfind('/') + 1) == name &&
           owner.substr(owner.rfind(':')) == account.substr(account.rfind(':'));
}

ECR_DECL bool is_excluded(const registry& of, std::string_view caller_arn) {
    for (const auto& each : of.settings.exclusions) {
        if (each.principal_arn == caller_arn || is_session_of(caller_arn, each.principal_arn)) return true;
    }
    return false;
}

ECR_DECL register_pull_time_update_exclusion_response on_register_pull_time_update_exclusion(
    const handling& on, const register_pull_time_update_exclusion_request& request) {
    registry& own = on.registry_of({});
    auto& all = own.settings.exclusions;
    if (entry_of(all, request.principal_arn, exclusion_key))
        refuse(errc::exclusion_already_exists,
               "The pull time update exclusion for the principal '" + request.principal_arn +
                   "' already exists in the registry with id '" + own.account + "'");
    constexpr std::size_t most = 100;
    if (all.size() >= most)
        refuse(errc::limit_exceeded, "The maximum of 100 pull time update exclusions has been reached in the "
                                     "registry with id '" +
                                         own.account + "'");
    all.insert(place_of(all, request.principal_arn, exclusion_key), {request.principal_arn, on.now});
    return {.principal_arn = request.principal_arn, .created_at = on.now};
}

ECR_DECL deregister_pull_time_update_exclusion_response on_deregister_pull_time_update_exclusion(
    const handling& on, const deregister_pull_time_update_exclusion_request& request) {
    auto seen = on.look_at({});
    registry& own = *seen;
    auto& all = own.settings.exclusions;
    if (!entry_of(all, request.principal_arn, exclusion_key))
        refuse(errc::exclusion_not_found,
               "The pull time update exclusion for the principal '" + request.principal_arn +
                   "' does not exist in the registry with id '" + own.account + "'");
    all.erase(place_of(all, request.principal_arn, exclusion_key));
    return {.principal_arn = request.principal_arn};
}

ECR_DECL list_pull_time_update_exclusions_response on_list_pull_time_update_exclusions(
    const handling& on, const list_pull_time_update_exclusions_request& request) {
    list_pull_time_update_exclusions_response answer;
    const auto page = page_of(list_pull_time_update_exclusions, request);
    auto seen = on.look_at({});
    answer.next_token = fill_sorted_page(
        page, seen->settings.exclusions, exclusion_key, [](const auto&) { return true; },
        [&](const auto& each) { answer.pull_time_update_exclusions.push_back(each.principal_arn); });
    return answer;
}

ECR_DECL std::span<const route> pull_time_exclusions_routes() {
    static constexpr route all[]{
        route_of<register_pull_time_update_exclusion, on_register_pull_time_update_exclusion>(),
        route_of<deregister_pull_time_update_exclusion, on_deregister_pull_time_update_exclusion>(),
        route_of<list_pull_time_update_exclusions, on_list_pull_time_update_exclusions>(),
    };
    return all;
}

}
