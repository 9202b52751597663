#pragma once

#include <ecr/detail/endpoint_pool.hpp>
#include <ecr/detail/watched_socket.hpp>
#include <ecr/error.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/intrusive/list.hpp>

#include <memory>
#include <mutex>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

class flights;

/// Why the calls of a closed client fail.
[[nodiscard]] ECR_DECL error closed_error();

/// Something under way, and what would have to be ended now for it to end.
class flight : public boost::intrusive::list_base_hook<> {
public:
    ECR_DECL explicit flight(flights& all);
    ECR_DECL ~flight();
    flight(const flight&) = delete;
    flight& operator=(const flight&) = delete;

    /// A signal for work that runs on `where` and must be given it. Where there is none, it was cancelled.
    [[nodiscard]] ECR_DECL std::shared_ptr<boost::asio::cancellation_signal>
    connects(boost::asio::any_io_executor where);
    /// The connection that is used from now on; false if the flight was cancelled.
    [[nodiscard]] ECR_DECL bool uses(watched_socket& wire);
    [[nodiscard]] ECR_DECL bool cancelled() const;

private:
    friend flights;

    void cancel();

    flights& all_;
    std::weak_ptr<watched_socket> wire_{};
    boost::asio::any_io_executor where_{};
    std::weak_ptr<boost::asio::cancellation_signal> signal_{};
    bool cancelled_ = false;
};

/// What is under way, such as exchanges, so that whoever closes can end it and wait for its end. For any
/// thread.
class flights {
public:
    /// Those under way fail as soon as they can, and so do later ones.
    ECR_DECL void cancel_all();

    /// Who is woken when nothing is under way any more: a waiter on `executor`, or null if that is so now.
    [[nodiscard]] ECR_DECL std::shared_ptr<pool_waiter> when_none(boost::asio::any_io_executor executor);

private:
    friend flight;

    std::mutex mutex_{};
    boost::intrusive::list<flight, boost::intrusive::constant_time_size<false>> all_{};
    std::vector<std::shared_ptr<pool_waiter>> waiters_{};
    bool cancelled_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/flights.ipp>
#endif
