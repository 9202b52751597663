#pragma once

#include <ecr/config.hpp>
#include <ecr/detail/endpoint_pool.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace ecr::inline ECR_ABI::detail {

class connector;

/// The default transport: a pool of connections for each endpoint, opened when they are needed.
class pooled_transport final : public http_transport {
public:
    ECR_DECL pooled_transport(boost::asio::any_io_executor executor, const client_config& config);
    ECR_DECL ~pooled_transport() override;

    [[nodiscard]] ECR_DECL boost::asio::awaitable<transport_report> exchange(const http_request& request,
                                                                             response_sink& sink) override;
    [[nodiscard]] ECR_DECL boost::asio::awaitable<std::size_t> warm(endpoint where,
                                                                    std::size_t wanted) override;
    ECR_DECL void close() noexcept override;
    [[nodiscard]] ECR_DECL boost::asio::awaitable<void> finish(close_mode mode) override;
    [[nodiscard]] ECR_DECL connection_gauges gauges() const override;

private:
    struct shared;

    std::shared_ptr<shared> self_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/pooled_transport.ipp>
#endif
