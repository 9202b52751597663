#pragma once

#include <ecr/detail/connect_race.hpp>
#include <ecr/detail/host_and_port.hpp>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <list>
#include <memory>
#include <tuple>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::vector<boost::asio::ip::tcp::endpoint>
interleaved(const std::vector<boost::asio::ip::tcp::endpoint>& addresses) {
    if (addresses.empty()) return {};
    const auto first_is_v6 = addresses.front().address().is_v6();

    std::vector<boost::asio::ip::tcp::endpoint> result;
    std::vector<boost::asio::ip::tcp::endpoint> others;
    for (const auto& each : addresses) {
        (each.address().is_v6() == first_is_v6 ? result : others).push_back(each);
    }
    for (std::size_t i = 0; i < others.size(); ++i) {
        const auto place = std::min(2 * i + 1, result.size());
        result.insert(result.begin() + static_cast<std::ptrdiff_t>(place), others[i]);
    }
    return result;
}

class connect_race : public std::enable_shared_from_this<connect_race> {
public:
    connect_race(const boost::asio::any_io_executor& executor,
                 std::vector<boost::asio::ip::tcp::endpoint> addresses, std::chrono::nanoseconds head_start)
        : decided_(executor)
        , addresses_(std::move(addresses))
        , head_start_(head_start) {}

    void start();
    /// Closes what is still on its way.
    void stop() noexcept;
    [[nodiscard]] bool over() const noexcept { return over_; }
    /// Its expiry is the deadline; the end of the race cancels it.
    [[nodiscard]] boost::asio::steady_timer& decided() noexcept { return decided_; }
    [[nodiscard]] race_result& result() noexcept { return result_; }

private:
    using runner = std::list<boost::asio::ip::tcp::socket>::iterator;

    void finished(runner which, const boost::asio::ip::tcp::endpoint& address,
                  const boost::system::error_code& error);
    void lost(const boost::asio::ip::tcp::endpoint& address, const boost::system::error_code& error);
    void decide();

    boost::asio::steady_timer decided_;
    // Only for a race with more than one.
    std::unique_ptr<boost::asio::steady_timer> next_{};
    std::vector<boost::asio::ip::tcp::endpoint> addresses_;
    std::chrono::nanoseconds head_start_;
    std::size_t started_ = 0;
    std::list<boost::asio::ip::tcp::socket> running_{};
    race_result result_{};
    bool over_ = false;
};

ECR_DECL void connect_race::start() {
    if (over_) return;
    if (started_ == addresses_.size()) {
        if (running_.empty()) decide();
        return;
    }
    const auto address = addresses_[started_++];
    running_.emplace_back(decided_.get_executor());
    running_.back().async_connect(address, [self = shared_from_this(), which = std::prev(running_.end()),
                                            address](const boost::system::error_code& error) {
        self->finished(which, address, error);
    });
    if (started_ == addresses_.size()) return;
    if (!next_) next_ = std::make_unique<boost::asio::steady_timer>(decided_.get_executor());
    next_->expires_after(head_start_);
    next_->async_wait([known = weak_from_this()](const boost::system::error_code& error) {
        const auto self = known.lock();
        if (!error && self) self->start();
    });
}

ECR_DECL void connect_race::finished(runner which, const boost::asio::ip::tcp::endpoint& address,
                                     const boost::system::error_code& error) {
    if (over_) return;
    auto socket = std::move(*which);
    running_.erase(which);
    if (error) {
        lost(address, error);
        return start();
    }
    result_.winner.emplace(std::move(socket));
    decide();
}

ECR_DECL void connect_race::lost(const boost::asio::ip::tcp::endpoint& address,
                                 const boost::system::error_code& error) {
    if (!result_.error) result_.error = error;
    if (!result_.losers.empty()) result_.losers += ", ";
    result_.losers += host_and_port(address.address().to_string(), address.port()) + ": " + error.message();
}

ECR_DECL void connect_race::decide() {
    stop();
    decided_.cancel();
}

ECR_DECL void connect_race::stop() noexcept {
    boost::system::error_code ignored;
    over_ = true;
    if (next_) next_->cancel();
    for (auto& socket : running_) socket.close(ignored);
}

// The coroutine may be destroyed or left by an exception while it waits.
class race_guard {
public:
    explicit race_guard(connect_race& race) noexcept
        : race_(race) {}
    ~race_guard() { race_.stop(); }
    race_guard(const race_guard&) = delete;
    race_guard& operator=(const race_guard&) = delete;

private:
    connect_race& race_;
};

ECR_DECL boost::asio::awaitable<std::shared_ptr<race_result>>
race_to_connect(std::vector<boost::asio::ip::tcp::endpoint> addresses, std::chrono::nanoseconds head_start,
                time_point deadline) {
    namespace asio = boost::asio;

    const auto executor = co_await asio::this_coro::executor;
    const auto running = std::make_shared<connect_race>(executor, interleaved(addresses), head_start);
    const race_guard guard(*running);
    running->decided().expires_at(deadline);
    running->start();
    boost::system::error_code waited;
    if (!running->over()) {
        auto wait = running->decided().async_wait(asio::as_tuple(asio::deferred));
        std::tie(waited) = co_await std::move(wait);
    }
    auto& result = running->result();
    if (!running->over()) {
        result.error = asio::error::timed_out;
        if (waited) result.error = waited;
    } else if (result.winner) {
        result.error = {};
    }
    co_return std::shared_ptr<race_result>(running, &result);
}

}
