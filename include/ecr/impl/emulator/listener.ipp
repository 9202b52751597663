#pragma once

#include <ecr/detail/on_strand.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/emulator/connection.hpp>
#include <ecr/emulator/listener.hpp>
#include <ecr/emulator/unique_id.hpp>

#include <boost/asio/bind_executor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/address_v4.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL listener::listener(boost::asio::any_io_executor executor, listener_settings settings,
                            std::shared_ptr<responder> answers)
    : executor_(std::move(executor))
    , strand_(executor_)
    , settings_(std::move(settings))
    , answers_(std::move(answers))
    , acceptor_(strand_, {boost::asio::ip::address_v4::loopback(), settings_.port})
    , change_(strand_, boost::asio::steady_timer::time_point::max())
    , port_(acceptor_.local_endpoint().port()) {}

ECR_DECL listener::~listener() = default;

ECR_DECL void listener::start() {
    const auto run = [](std::shared_ptr<listener> self) -> boost::asio::awaitable<void> {
        auto accepting = self->accept();
        co_await std::move(accepting);
    };
    boost::asio::co_spawn(strand_, run(shared_from_this()), boost::asio::detached);
}

ECR_DECL boost::asio::awaitable<void> listener::accept() {
    while (!shut_) {
        auto room = wait_for_room();
        co_await std::move(room);
        boost::system::error_code error;
        const strand own(executor_);
        boost::asio::ip::tcp::socket socket(own);
        co_await acceptor_.async_accept(socket,
                                        boost::asio::redirect_error(boost::asio::use_awaitable, error));
        if (shut_) co_return;
        if (!error) {
            serve(std::move(socket), own);
            continue;
        }
        // Descriptors have run out, or the client has gone already.
        boost::asio::steady_timer breath(strand_, std::chrono::milliseconds(20));
        co_await breath.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
    }
}

ECR_DECL boost::asio::awaitable<void> listener::wait_for_room() {
    boost::system::error_code ignored;
    while (!shut_ && connections_.size() >= settings_.max_connections)
        co_await change_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, ignored));
}

ECR_DECL void listener::serve(boost::asio::ip::tcp::socket socket, strand on) {
    const auto id = next_id_++;
    const auto made = std::make_shared<connection>(std::move(socket), shared_from_this());
    connections_.emplace(id, made);
    ++count_;
    const auto run = [](std::shared_ptr<connection> self) -> boost::asio::awaitable<void> {
        auto running = self->run();
        co_await std::move(running);
    };
    boost::asio::co_spawn(on, run(made),
                          boost::asio::bind_executor(strand_, [self = shared_from_this(),
                                                               id](std::exception_ptr) { self->ended(id); }));
}

ECR_DECL void listener::ended(std::uint64_t id) {
    connections_.erase(id);
    --count_;
    change_.cancel();
}

ECR_DECL void listener::close(close_mode mode) {
    boost::asio::post(strand_, [self = shared_from_this(), mode] { self->shut(mode); });
}

ECR_DECL void listener::shut(close_mode mode) {
    shut_ = true;
    boost::system::error_code ignored;
    acceptor_.close(ignored);
    change_.cancel();
    for (const auto& [id, known] : connections_) {
        const auto each = known.lock();
        if (each) boost::asio::post(each->get_executor(), [each, mode] { each->stop(mode); });
    }
}

ECR_DECL boost::asio::awaitable<void> listener::closed() {
    auto waiting = detail::on_strand(strand_, wait_until_empty());
    co_await std::move(waiting);
}

ECR_DECL boost::asio::awaitable<void> listener::wait_until_empty() {
    const auto self = shared_from_this();
    while (!connections_.empty() || !shut_) {
        boost::system::error_code error;
        co_await change_.async_wait(boost::asio::redirect_error(boost::asio::use_awaitable, error));
    }
}

ECR_DECL std::string listener::base_url() const {
    return (settings_.tls ? "https://localhost:" : "http://127.0.0.1:") + std::to_string(port_);
}

ECR_DECL arrival listener::arrival_at(std::string_view host) const {
    arrival came{.clock = settings_.clock(), .secure = settings_.tls != nullptr, .new_id = make_unique_id};
    came.now = came.clock + answers_->state().ahead.load();
    const auto named = detail::split_authority(host);
    const bool usable = !named.has_error() && !named->host.empty() && host.size() < 256;
    came.base_url = usable ? (came.secure ? "https://" : "http://") + std::string(host) : base_url();
    return came;
}

}
