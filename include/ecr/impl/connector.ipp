#pragma once

#include <ecr/detail/connect_race.hpp>
#include <ecr/detail/connector.hpp>
#include <ecr/detail/host_and_port.hpp>
#include <ecr/detail/name_lookup.hpp>
#include <ecr/detail/proxy_tunnel.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/tls_stream.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/this_coro.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// One connection on its way: the steps, each of which returns whether the next may follow.
class connecting {
public:
    connecting(connect_order request, std::shared_ptr<resolver> names, std::shared_ptr<tls_context> tls)
        : where_(std::move(request.where))
        , limits_(request.limits)
        , names_(std::move(names))
        , tls_(std::move(tls)) {
        if (request.proxy) proxy_ = std::make_unique<proxy_hop>(std::move(*request.proxy));
    }

    boost::asio::awaitable<bool> reach();
    boost::asio::awaitable<bool> tunnel();
    /// `with` is the target or the nearest.
    boost::asio::awaitable<bool> shake_hands(const ecr::endpoint& with);

    [[nodiscard]] bool has_proxy() const noexcept { return proxy_ != nullptr; }
    [[nodiscard]] const ecr::endpoint& target() const noexcept { return where_; }
    /// Who is connected first.
    [[nodiscard]] const ecr::endpoint& nearest() const noexcept { return proxy_ ? proxy_->where : where_; }
    [[nodiscard]] connected finish();

private:
    [[nodiscard]] static time_point now() noexcept { return std::chrono::steady_clock::now(); }
    [[nodiscard]] time_limit limit(std::chrono::nanoseconds length, timeout_kind kind) const;
    [[nodiscard]] std::string role() const { return proxy_ ? "proxy " : ""; }
    void fail(boost::system::error_code error, const time_limit& limit, error_kind kind,
              const std::string& doing, const std::string& why);
    void not_found(boost::system::error_code error, const time_limit& limit);
    void take(race_result& reached, const time_limit& limit);

    ecr::endpoint where_;
    // Large, and mostly there is none.
    std::unique_ptr<proxy_hop> proxy_{};
    connect_limits limits_;
    std::shared_ptr<resolver> names_;
    std::shared_ptr<tls_context> tls_;
    connected result_{};
};

ECR_DECL time_limit connecting::limit(std::chrono::nanoseconds length, timeout_kind kind) const {
    return sooner(limit_from(now(), length, kind), limits_.whole);
}

ECR_DECL void connecting::fail(boost::system::error_code error, const time_limit& limit, error_kind kind,
                               const std::string& doing, const std::string& why) {
    if (error == boost::asio::error::timed_out && limit.at <= now()) {
        result_.failure = timed_out(limit, doing);
    } else if (error == boost::asio::error::operation_aborted) {
        result_.failure = {error_kind::cancelled, timeout_kind::none, error, doing + " was cancelled"};
    } else {
        result_.failure = {kind, timeout_kind::none, error, doing + " failed: " + why};
    }
}

// What is not supported is no reason to do without the connection.
ECR_DECL void set_options(boost::asio::ip::tcp::socket& socket) {
    boost::system::error_code ignored;
    socket.set_option(boost::asio::ip::tcp::no_delay(true), ignored);
    socket.set_option(boost::asio::socket_base::keep_alive(true), ignored);
#if defined(TCP_KEEPIDLE)
    // Gateways drop what is silent for some minutes; the default of the system is two hours.
    const int seconds = 30;
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_KEEPIDLE, &seconds, sizeof seconds);
    ::setsockopt(socket.native_handle(), IPPROTO_TCP, TCP_KEEPINTVL, &seconds, sizeof seconds);
#endif
}

ECR_DECL void connecting::not_found(boost::system::error_code error, const time_limit& limit) {
    fail(error, limit, error_kind::resolve, "resolve " + role() + quoted(nearest().host), error.message());
}

ECR_DECL void connecting::take(race_result& reached, const time_limit& limit) {
    auto peer = host_and_port(nearest().host, nearest().port);
    if (reached.winner) {
        set_options(*reached.winner);
        result_.stream = plain_stream(std::move(*reached.winner), std::move(peer));
        return;
    }
    const auto kind = proxy_ ? error_kind::proxy : error_kind::connect;
    const auto why = reached.losers.empty() ? reached.error.message() : reached.losers;
    fail(reached.error, limit, kind, "connect to " + role() + peer, why);
}

ECR_DECL boost::asio::awaitable<bool> connecting::reach() {
    const auto begun = now();
    const auto most = limit(limits_.connect, timeout_kind::connect);
    auto lookup = look_up(names_, nearest().host, nearest().port, most.at);
    auto found = co_await std::move(lookup);
    result_.times.dns = now() - begun;
    if (found.error) {
        not_found(found.error, most);
        co_return false;
    }
    auto race = race_to_connect(std::move(found.addresses), limits_.head_start, most.at);
    const auto reached = co_await std::move(race);
    result_.times.connect = now() - begun - result_.times.dns;
    take(*reached, most);
    co_return !result_.failure;
}

ECR_DECL boost::asio::awaitable<bool> connecting::tunnel() {
    const auto begun = now();
    auto& wire = result_.stream->wire();
    wire.until(limit(limits_.connect, timeout_kind::connect));
    auto work = open_tunnel(*result_.stream, target(), *proxy_);
    result_.failure = co_await std::move(work);
    result_.times.proxy = now() - begun;
    wire.rename(host_and_port(target().host, target().port));
    co_return !result_.failure;
}

ECR_DECL boost::asio::awaitable<bool> connecting::shake_hands(const ecr::endpoint& with) {
    const auto begun = now();
    result_.stream->wire().until(limit(limits_.tls, timeout_kind::tls));
    auto handshake = secure(std::move(result_.stream), tls_, with.host, with.port);
    auto done = co_await std::move(handshake);
    result_.times.tls += now() - begun;
    result_.failure = std::move(done.failure);
    result_.stream = std::move(done.stream);
    co_return !result_.failure;
}

ECR_DECL connected connecting::finish() {
    if (result_.failure) {
        result_.stream.reset();
    } else {
        result_.stream->wire().rest();
        result_.stream->wire().until(limits_.whole);
    }
    return std::move(result_);
}

ECR_DECL connector::connector(std::shared_ptr<resolver> names, std::shared_ptr<tls_context> tls) noexcept
    : names_(std::move(names))
    , tls_(std::move(tls)) {}

ECR_DECL boost::asio::awaitable<connected> take_steps(std::unique_ptr<connecting> steps) {
    auto going = co_await steps->reach();
    if (going && steps->has_proxy()) {
        if (steps->nearest().scheme == url_scheme::https) {
            going = co_await steps->shake_hands(steps->nearest());
        }
        if (going) going = co_await steps->tunnel();
    }
    if (going && steps->target().scheme == url_scheme::https) {
        going = co_await steps->shake_hands(steps->target());
    }
    co_return steps->finish();
}

ECR_DECL boost::asio::awaitable<connected> connector::connect(connect_order request) const {
    return take_steps(std::make_unique<connecting>(std::move(request), names_, tls_));
}

}
