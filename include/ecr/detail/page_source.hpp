#pragma once

#include <ecr/detail/page_reader.hpp>
#include <ecr/detail/page_trail.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include <atomic>
#include <cstddef>
#include <deque>
#include <memory>
#include <optional>

namespace ecr::inline ECR_ABI::detail {

/// Fetches the pages of a stream in order: each when it is asked for, or some of them ahead.
///
/// What is fetched ahead is fetched by a coroutine of its own on a strand of the consumer's executor. On that
/// strand alone all of the state lives, so that the executor may have any number of threads.
class page_source : public std::enable_shared_from_this<page_source> {
public:
    page_source(const page_type& type, page_request request, std::shared_ptr<call_core> core,
                std::shared_ptr<const call_overrides> changed, page_trail trail, std::size_t ahead)
        : type_(type)
        , request_(std::move(request))
        , core_(std::move(core))
        , changed_(std::move(changed))
        , trail_(std::move(trail))
        , ahead_(ahead) {}

    /// The next page; after a failure the same is tried again.
    [[nodiscard]] static ECR_DECL boost::asio::awaitable<fetched_page>
    next(std::shared_ptr<page_source> self);

    /// Ends what is being fetched ahead; from any thread.
    ECR_DECL void drop() noexcept;

private:
    struct running;
    struct waiting;

    static boost::asio::awaitable<fetched_page> fetch(std::shared_ptr<page_source> self);
    static boost::asio::awaitable<fetched_page> take(std::shared_ptr<page_source> self);
    static boost::asio::awaitable<void> fill(std::shared_ptr<page_source> self);
    static boost::asio::awaitable<void> wait(page_source& self);
    static void start(const std::shared_ptr<page_source>& self);

    const page_type type_;
    page_request request_;
    std::shared_ptr<call_core> core_;
    std::shared_ptr<const call_overrides> changed_;
    page_trail trail_;
    std::size_t ahead_;

    std::optional<boost::asio::strand<boost::asio::any_io_executor>> strand_{};
    std::atomic<bool> running_ = false;
    bool dropped_ = false;
    std::deque<fetched_page> pages_{};
    /// Of the consumer, in whose frame it is: a timer that outlived its context could not be destroyed.
    boost::asio::steady_timer* waiting_ = nullptr;
    std::weak_ptr<boost::asio::cancellation_signal> fetching_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/page_source.ipp>
#endif
