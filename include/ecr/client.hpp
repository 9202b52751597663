#pragma once

#include <ecr/config.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/detail/call.hpp>
#include <ecr/detail/explain.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

namespace detail {
struct call_access;
}

/// What a view of a client changes for the calls made with it; absent parts stay as they are.
using call_options = detail::call_overrides;

/// A handle to connections, quota and configuration; copies share them, and calls under way keep them alive.
///
/// Making one does no input or output. Any thread may start a call.
class client {
public:
    client(boost::asio::any_io_executor executor, client_config config)
        : core_(detail::make_call_core(std::move(executor), std::move(config)))
        , options_(std::make_shared<const call_options>()) {}

    /// The same client with other options for its calls; cheap, and what is absent here is as it was.
    [[nodiscard]] ECR_DECL client with(call_options changed) const;

    [[nodiscard]] boost::asio::any_io_executor get_executor() const noexcept {
        return detail::executor_of(*core_);
    }

    /// Makes connections ahead of the first calls; returns how many were made.
    [[nodiscard]] boost::asio::awaitable<std::size_t> warm(std::size_t connections) const {
        return detail::warm(core_, options_, connections);
    }

    /// How many connections there are, and how many calls wait for one.
    [[nodiscard]] connection_gauges gauges() const { return detail::transport_of(*core_).gauges(); }

    /// Drops idle connections and ends the calls that wait for one; calls under way go on, later ones fail.
    void close() const noexcept { detail::transport_of(*core_).close(); }

    /// The same, and then waits until no connection is in use and no call waits between two attempts: for the
    /// calls under way to end, or only for them to notice that they are cancelled. When drained, a call
    /// between two attempts fails with its next.
    [[nodiscard]] boost::asio::awaitable<void> close(close_mode mode) const {
        return detail::close(core_, mode);
    }

    /// Each setting with its value, its source and why no earlier source was taken; prints as a table. Asks
    /// for credentials and masks them.
    [[nodiscard]] boost::asio::awaitable<explanation> explain() const {
        return detail::explain(core_, options_);
    }

    [[nodiscard]] const call_options& options() const noexcept { return *options_; }

private:
    template <detail::shape_type Request, detail::shape_type Response, class Errors, class Pages>
    friend class operation;
    friend struct detail::call_access;

    std::shared_ptr<detail::call_core> core_;
    std::shared_ptr<const call_options> options_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/client.ipp>
#endif
