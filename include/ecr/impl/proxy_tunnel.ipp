#pragma once

#include <ecr/detail/proxy_tunnel.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/tunnel_request.hpp>

#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

constexpr std::size_t longest_proxy_head = std::size_t{16} * 1024;

[[nodiscard]] ECR_DECL transport_failure no_tunnel_host(const ecr::endpoint& target) {
    return {.kind = error_kind::configuration,
            .message = "the endpoint's host is neither a name nor an address: " + quoted(target.host)};
}

[[nodiscard]] ECR_DECL transport_failure endless_proxy(stream& through) {
    return {.kind = error_kind::proxy,
            .message = "proxy " + through.wire().peer() + " answers CONNECT with an endless head"};
}

[[nodiscard]] ECR_DECL transport_failure broken_proxy(stream& through, boost::system::error_code error) {
    auto failure = through.failure(error, "CONNECT through proxy");
    if (failure.kind == error_kind::connect) failure.kind = error_kind::proxy;
    return failure;
}

ECR_DECL boost::asio::awaitable<std::optional<transport_failure>>
open_tunnel(stream& through, const ecr::endpoint& target, const proxy_hop& via) {
    const auto request = connect_request(target, via);
    if (!request) co_return no_tunnel_host(target);
    const auto text = request->reveal();
    const auto whole = boost::asio::buffer(text.data(), text.size());
    auto moved = co_await through.write(whole);
    if (moved.error) co_return broken_proxy(through, moved.error);

    std::string answer;
    while (end_of_head(answer) == answer.npos) {
        if (answer.size() >= longest_proxy_head) co_return endless_proxy(through);
        const auto known = answer.size();
        answer.resize(known + 1024);
        const auto room = boost::asio::buffer(answer.data() + known, 1024);
        moved = co_await through.read_some(room);
        answer.resize(known + moved.bytes);
        if (moved.error) co_return broken_proxy(through, moved.error);
    }
    co_return tunnel_refusal(answer, target, via);
}

}
