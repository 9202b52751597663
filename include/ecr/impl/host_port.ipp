#pragma once

#include <ecr/detail/host_name.hpp>
#include <ecr/detail/host_port.hpp>

#include <charconv>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL host_port_problem split_host_port(std::string_view text, host_port& out) noexcept {
    out = {};
    std::string_view rest;
    if (text.starts_with('[')) {
        const auto bracket = text.find(']');
        if (bracket == text.npos) return host_port_problem::host;
        out.host = text.substr(1, bracket - 1);
        rest = text.substr(bracket + 1);
        if (!is_ipv6_address(out.host)) return host_port_problem::host;
        if (!rest.empty() && rest.front() != ':') return host_port_problem::host;
    } else {
        const auto colon = is_ipv6_address(text) ? text.npos : text.find(':');
        out.host = text.substr(0, colon);
        if (colon != text.npos) rest = text.substr(colon);
        if (out.host.empty()) return host_port_problem::host;
    }
    if (rest.empty()) return host_port_problem::none;

    std::uint16_t port = 0;
    const auto* const end = rest.data() + rest.size();
    const auto [stop, failure] = std::from_chars(rest.data() + 1, end, port);
    if (failure != std::errc{} || stop != end || port == 0) return host_port_problem::port;
    out.port = port;
    return host_port_problem::none;
}

ECR_DECL std::string join_host_port(std::string_view host, std::uint16_t port) {
    const bool brackets = host.find(':') != host.npos;
    std::string text;
    if (brackets) text += '[';
    text += host;
    if (brackets) text += ']';
    text += ':';
    return text += std::to_string(port);
}

}
