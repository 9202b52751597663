#pragma once

#include <ecr/detail/container_rules.hpp>
#include <ecr/detail/uri.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL bool is_container_address(const ip_address& address) noexcept {
    constexpr std::string_view allowed[] = {"127.0.0.0/8", "::1", "169.254.170.2", "169.254.170.23",
                                            "fd00:ec2::23"};
    return std::ranges::any_of(allowed, [&](std::string_view text) {
        const auto network = parse_ip_network(text);
        return network && network->contains(address);
    });
}

ECR_DECL or_refusal<container_place> place_of_full_uri(std::string_view uri) {
    auto parsed = parse_url(uri);
    if (!parsed) return parsed.error();
    container_place place;
    place.where.scheme = parsed->scheme == "https" ? url_scheme::https : url_scheme::http;
    place.where.host = std::move(parsed->host);
    if (place.where.host.starts_with('['))
        place.where.host = place.where.host.substr(1, place.where.host.size() - 2);
    place.where.port = parsed->port;
    place.target = std::move(parsed->path);
    if (!parsed->query.empty()) place.target.append("?").append(parsed->query);
    if (place.where.scheme == url_scheme::https) return place;
    const auto address = parse_ip_address(place.where.host);
    place.must_be_resolved = !address.has_value();
    if (address && !is_container_address(*address)) {
        return refuse("its address is neither loopback nor that of an ECS or EKS agent: use https");
    }
    return place;
}

ECR_DECL or_refusal<container_place> place_of_relative_uri(std::string_view uri) {
    if (!uri.starts_with('/')) return refuse("it does not begin with a slash");
    return place_of_full_uri("http://169.254.170.2" + std::string(uri));
}

}
