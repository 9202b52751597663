#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/host_name.hpp>
#include <ecr/detail/host_port.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/tunnel_request.hpp>

#include <charconv>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail::tunnel_text {

inline std::string name_of(const endpoint& where) {
    return join_host_port(where.host, where.port);
}

// What the proxy says, without what it was told: some quote the request.
inline std::string quoted_answer(std::string_view line, const proxy_hop& via) {
    const auto known = via.authorization.reveal();
    const auto hidden = known.substr(known.rfind(' ') + 1);
    std::string text(line);
    for (auto at = text.find(hidden); !hidden.empty() && at != text.npos; at = text.find(hidden, at + 3)) {
        text.replace(at, hidden.size(), "***");
    }
    return quoted(text);
}

// 0 for what is not HTTP.
inline int status_of(std::string_view line) noexcept {
    const bool http = line.starts_with("HTTP/1.0 ") || line.starts_with("HTTP/1.1 ");
    const auto digits = line.size() >= 12 ? line.substr(9, 3) : std::string_view();
    if (!http || !each_is(digits, is_digit) || (line.size() > 12 && line[12] != ' ')) return 0;
    int status = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), status);
    return status;
}

inline std::string explain(int status, std::string_view said, const endpoint& target, const proxy_hop& via) {
    if (status == 407 && via.authorization.empty())
        return " asks for a user name and password: put user:password@ before the host of the proxy URL";
    if (status == 407) return " refuses the user name and password of the proxy URL";

    const auto* text = status >= 500 ? " could not open a tunnel to " : " refuses a tunnel to ";
    auto message = text + name_of(target) + ": " + quoted_answer(said, via);
    if (status == 403 || status == 405)
        message += "; let it permit CONNECT to this host and port, or add the host to no_proxy";
    return message;
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::optional<secret> connect_request(const endpoint& target, const proxy_hop& via) {
    if (!is_host_name(target.host) && !is_ipv6_address(target.host)) return std::nullopt;

    const auto name = tunnel_text::name_of(target);
    const auto authorization = via.authorization.reveal();
    std::string text;
    // So that growing leaves no copy of the secret behind.
    text.reserve(2 * name.size() + authorization.size() + 64);
    text.append("CONNECT ").append(name).append(" HTTP/1.1\r\nHost: ").append(name).append("\r\n");
    if (!authorization.empty()) text.append("Proxy-Authorization: ").append(authorization).append("\r\n");
    return secret(std::move(text.append("\r\n")));
}

ECR_DECL std::size_t end_of_head(std::string_view answer) noexcept {
    for (auto at = answer.find('\n'); at != answer.npos; at = answer.find('\n', at + 1)) {
        const auto next = answer.substr(at + 1);
        if (next.starts_with("\n")) return at + 2;
        if (next.starts_with("\r\n")) return at + 3;
    }
    return answer.npos;
}

ECR_DECL std::optional<transport_failure> tunnel_refusal(std::string_view answer, const endpoint& target,
                                                         const proxy_hop& via) {
    const auto line = answer.substr(0, answer.find_first_of("\r\n"));
    const int status = tunnel_text::status_of(line);
    transport_failure failure{.kind = error_kind::proxy,
                              .message = "proxy " + tunnel_text::name_of(via.where)};
    if (status == 0) {
        failure.message += " does not answer like an HTTP proxy: " + tunnel_text::quoted_answer(line, via);
        return failure;
    }
    if (status / 100 != 2) {
        failure.http_status = status;
        failure.message += tunnel_text::explain(status, line.substr(9), target, via);
        return failure;
    }
    // The client speaks first, so what follows the head cannot come from the peer behind the tunnel.
    if (end_of_head(answer) == answer.size()) return std::nullopt;
    failure.message += " says more than a tunnel allows";
    return failure;
}

}
