#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/limit.hpp>
#include <ecr/detail/partition.hpp>
#include <ecr/detail/pattern.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/resource_tags.hpp>
#include <ecr/emulator/room.hpp>

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace resource_tags {

inline constexpr std::size_t most = 50;

ECR_DECL std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

ECR_DECL bool is_acceptable(char c) {
    const bool ascii = static_cast<unsigned char>(c) < 0x80;
    return !ascii || detail::is_alphanumeric(c) ||
           std::string_view(" _.:/=+-@").find(c) != std::string_view::npos;
}

ECR_DECL void check(std::string_view key, std::string_view value) {
    const auto refuse_tag = [](const std::string& problem) { refuse(errc::invalid_tag_parameter, problem); };
    const std::string name(key.substr(0, 200));
    if (key.empty() || characters(key) > 128)
        refuse_tag("Tag key '" + name + "' must have 1 to 128 characters");
    if (characters(value) > 256)
        refuse_tag("The value of tag '" + name + "' must have at most 256 characters");
    if (!std::ranges::all_of(key, is_acceptable) || !std::ranges::all_of(value, is_acceptable))
        refuse_tag("Tag '" + name + "' has characters other than letters, digits, spaces and _.:/=+-@");
    if (detail::lower_case(key.substr(0, 4)) == "aws:")
        refuse_tag("Tag key '" + name + "' begins with 'aws:', which is reserved");
}

struct resource {
    std::string account{};
    std::string repository{};
};

/// What an ARN like `arn:aws:ecr:eu-west-1:123456789012:repository/team/web` names in this region.
ECR_DECL resource parse_arn(const handling& on, std::string_view arn) {
    const auto prefix = arn_of("ecr", "", on.region, "");
    const auto begin = prefix.size() - 1;
    constexpr std::size_t digits = 12;
    constexpr std::string_view kind = ":repository/";
    if (arn.starts_with(std::string_view(prefix).substr(0, begin)) && arn.size() > begin + digits) {
        const auto account = arn.substr(begin, digits);
        const auto rest = arn.substr(begin + digits);
        const auto name = rest.substr(std::min(kind.size(), rest.size()));
        static const auto form = detail::pattern::compile(detail::any_repository_name.pattern);
        if (detail::each_is(account, detail::is_digit) && rest.starts_with(kind) && form->matches(name))
            return {std::string(account), std::string(name)};
    }
    refuse_parameter("resourceArn", "Invalid ARN");
}

ECR_DECL stored_repository& find(const handling& on, std::string_view arn) {
    const auto named = parse_arn(on, arn);
    return locate(on, named.account, named.repository).stored;
}

}

ECR_DECL std::string arn_of(std::string_view service, std::string_view account, std::string_view region,
                            std::string_view resource) {
    std::string arn("arn:");
    for (const auto part : {detail::partition_of(region).name, service, region, account})
        arn.append(part).append(":");
    return arn.append(resource);
}

ECR_DECL std::map<std::string, std::string> with_tags(std::map<std::string, std::string> tags,
                                                      const std::vector<ecr::tag>& added) {
    std::set<std::string_view> keys;
    for (const auto& each : added) {
        resource_tags::check(each.key, each.value);
        if (!keys.insert(each.key).second)
            refuse(errc::invalid_tag_parameter, "Tag key '" + each.key + "' is there more than once");
        tags.insert_or_assign(each.key, each.value);
    }
    if (tags.size() > resource_tags::most) {
        refuse(errc::too_many_tags, "The repository would have " + std::to_string(tags.size()) +
                                        " tags, and the most is " + std::to_string(resource_tags::most));
    }
    return tags;
}

ECR_DECL tag_resource_response on_tag_resource(const handling& on, const tag_resource_request& request) {
    auto& repository = resource_tags::find(on, request.resource_arn);
    auto wanted = with_tags(repository.resource_tags, request.tags);
    check_replacement(on, bytes_of(repository.resource_tags), bytes_of(wanted));
    repository.resource_tags = std::move(wanted);
    return {};
}

ECR_DECL untag_resource_response on_untag_resource(const handling& on,
                                                   const untag_resource_request& request) {
    auto& repository = resource_tags::find(on, request.resource_arn);
    for (const auto& key : request.tag_keys) resource_tags::check(key, {});
    for (const auto& key : request.tag_keys) repository.resource_tags.erase(key);
    return {};
}

ECR_DECL list_tags_for_resource_response
on_list_tags_for_resource(const handling& on, const list_tags_for_resource_request& request) {
    list_tags_for_resource_response response;
    for (const auto& [key, value] : resource_tags::find(on, request.resource_arn).resource_tags)
        response.tags.push_back({.key = key, .value = value});
    return response;
}

ECR_DECL std::span<const route> resource_tags_routes() {
    static constexpr route routes[] = {
        route_of<list_tags_for_resource, on_list_tags_for_resource>(),
        route_of<tag_resource, on_tag_resource>(),
        route_of<untag_resource, on_untag_resource>(),
    };
    return routes;
}

}
