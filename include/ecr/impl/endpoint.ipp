#pragma once

#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/detail/endpoint_url.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/endpoint.hpp>

#include <array>
#include <charconv>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

// FIPS is never dropped silently: who asked for it has to answer for the cryptography in use.
[[nodiscard]] ECR_DECL std::string use_custom_url(const std::string& url, endpoint_variant variant,
                                                  endpoint& where) {
    if (variant.fips) return "FIPS and a custom endpoint are not supported together: " + shown_url(url);
    if (variant.dual_stack)
        return "dual stack and a custom endpoint are not supported together: " + shown_url(url);

    auto parsed = parse_endpoint_url(url);
    if (!parsed.problem.empty()) return std::move(parsed.problem);
    where.scheme = parsed.value.secure ? url_scheme::https : url_scheme::http;
    where.host = std::move(parsed.value.host);
    where.port = parsed.value.port;
    where.path_prefix = std::move(parsed.value.path);
    return {};
}

[[nodiscard]] ECR_DECL std::string use_partition(endpoint_variant variant, endpoint& where) {
    auto host = ecr_host(partition_of(where.signing_region), where.signing_region, variant);
    where.host = std::move(host.value);
    return std::move(host.problem);
}

}

namespace ecr::inline ECR_ABI {

ECR_DECL endpoint_result resolve_endpoint(const endpoint_options& options) {
    endpoint_result result;
    auto region = detail::without_fips_text(options.region);
    if (region.asks_for_fips) {
        result.notice = "region " + detail::quoted(options.region) + " is read as " +
                        detail::quoted(region.name) + " with FIPS: set client_config::use_fips instead";
    }
    result.problem = detail::region_problem(region.name);
    if (!result.problem.empty()) return result;

    result.value.signing_region = std::move(region.name);
    const detail::endpoint_variant variant{.fips = options.use_fips || region.asks_for_fips,
                                           .dual_stack = options.use_dual_stack};
    result.problem = options.url ? detail::use_custom_url(*options.url, variant, result.value)
                                 : detail::use_partition(variant, result.value);
    if (!result.problem.empty()) result.value = {};
    return result;
}

ECR_DECL void detail::append_host_header(std::string& out, const endpoint& where) {
    const bool is_ipv6 = where.host.find(':') != std::string::npos;
    const bool default_port = where.port == (where.scheme == url_scheme::https ? 443 : 80);

    if (is_ipv6) out += '[';
    out += where.host;
    if (is_ipv6) out += ']';
    if (default_port) return;
    std::array<char, 5> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), where.port).ptr;
    out.append(":").append(digits.data(), end);
}

ECR_DECL std::string host_header(const endpoint& where) {
    std::string header;
    detail::append_host_header(header, where);
    return header;
}

ECR_DECL std::string to_string(const endpoint& where) {
    return (where.scheme == url_scheme::https ? "https://" : "http://") + host_header(where) +
           where.path_prefix;
}

}
