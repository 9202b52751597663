#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/proxy_tunnel.hpp>
#include <ecr/detail/quoted.hpp>

#include <boost/asio/error.hpp>

#include <algorithm>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

constexpr std::size_t longest_proxy_head = std::size_t{16} * 1024;

[[nodiscard]] ECR_DECL transport_failure proxy_failure(std::string message) {
    return {error_kind::proxy, timeout_kind::none, {}, std::move(message)};
}

// What the proxy says, without what it was told: some quote the request.
[[nodiscard]] ECR_DECL std::string quoted_answer(std::string_view line, std::string_view authorization) {
    const auto secret = authorization.substr(authorization.rfind(' ') + 1);
    std::string text(line);
    for (auto at = text.find(secret); !secret.empty() && at != text.npos; at = text.find(secret, at + 3)) {
        text.replace(at, secret.size(), "***");
    }
    return quoted(text);
}

// Judges the whole head, or what came of it before the proxy stopped.
[[nodiscard]] ECR_DECL std::optional<transport_failure> judge_proxy(std::string_view head,
                                                                    const std::string& proxy,
                                                                    const std::string& target,
                                                                    const std::string& authorization) {
    const auto line = head.substr(0, head.find_first_of("\r\n"));
    const auto status = line.size() >= 12 ? line.substr(9, 3) : std::string_view();
    const auto http = line.starts_with("HTTP/1.0 ") || line.starts_with("HTTP/1.1 ");
    if (!http || !each_is(status, is_digit) || (line.size() > 12 && line[12] != ' ')) {
        return proxy_failure("proxy " + proxy +
                             " does not answer like an HTTP proxy: " + quoted_answer(line, authorization));
    }
    if (status.front() == '2') return std::nullopt;
    if (status == "407") {
        return proxy_failure("proxy " + proxy +
                             (authorization.empty() ? " asks for a user name and password"
                                                    : " refuses the user name and password"));
    }
    return proxy_failure("proxy " + proxy + " refuses a tunnel to " + target + ": " +
                         quoted_answer(line.substr(9), authorization));
}

[[nodiscard]] ECR_DECL bool smuggles_lines(std::string_view text) noexcept {
    return std::any_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
}

[[nodiscard]] ECR_DECL transport_failure broken_proxy(stream& through, boost::system::error_code error,
                                                      std::string_view doing) {
    auto failure = through.failure(error, doing);
    if (failure.kind == error_kind::connect) failure.kind = error_kind::proxy;
    return failure;
}

ECR_DECL boost::asio::awaitable<std::optional<transport_failure>>
open_tunnel(stream& through, std::string target, std::string authorization) {
    const auto proxy = through.wire().peer();
    if (smuggles_lines(target) || smuggles_lines(authorization)) {
        co_return proxy_failure("CONNECT through proxy " + proxy + " would smuggle in lines");
    }
    auto text = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
    if (!authorization.empty()) text += "Proxy-Authorization: " + authorization + "\r\n";
    text += "\r\n";
    const auto request = boost::asio::buffer(std::as_const(text));
    auto moved = co_await through.write(request);
    if (moved.error) co_return broken_proxy(through, moved.error, "CONNECT through proxy");

    std::string head;
    while (head.find("\r\n\r\n") == std::string::npos && head.find("\n\n") == std::string::npos) {
        if (head.size() >= longest_proxy_head) {
            co_return proxy_failure("proxy " + proxy + " answers CONNECT with an endless head");
        }
        const auto known = head.size();
        head.resize(known + 1024);
        const auto room = boost::asio::buffer(head.data() + known, 1024);
        moved = co_await through.read_some(room);
        head.resize(known + moved.bytes);
        if (moved.error) co_return broken_proxy(through, moved.error, "CONNECT through proxy");
    }
    auto failure = judge_proxy(head, proxy, target, authorization);
    // TLS begins with the client, so what follows the head cannot come from the peer behind the tunnel.
    const auto clean = head.ends_with("\r\n\r\n") || head.ends_with("\n\n");
    if (!failure && (!clean || head.find("\r\n\r\n") != head.size() - 4)) {
        failure = proxy_failure("proxy " + proxy + " says more than a tunnel allows");
    }
    co_return failure;
}

}
