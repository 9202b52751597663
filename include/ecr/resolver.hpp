#pragma once

#include <ecr/detail/config.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// The addresses of a host, the preferred one first; failed when `error` is set.
struct resolve_result {
    boost::system::error_code error{};
    std::vector<boost::asio::ip::tcp::endpoint> addresses{};
};

/// Finds the addresses of hosts; implement it to cache, to pin or to avoid Asio's resolver thread.
///
/// `resolve` runs on the executor of the connection, and several may run at once. It may be cancelled; an
/// answer that comes after the client has given up is dropped. Hosts that are addresses never get here.
class resolver {
public:
    virtual ~resolver() = default;

    [[nodiscard]] virtual boost::asio::awaitable<resolve_result> resolve(std::string host,
                                                                         std::uint16_t port) = 0;
};

/// The resolver of the operating system, asked on Asio's resolver thread.
[[nodiscard]] ECR_DECL std::shared_ptr<resolver> system_resolver();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/resolver.ipp>
#endif
