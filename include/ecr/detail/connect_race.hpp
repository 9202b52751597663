#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/io_limits.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// The address families in turns, beginning with that of the first address; otherwise the order stays.
[[nodiscard]] ECR_DECL std::vector<boost::asio::ip::tcp::endpoint>
interleaved(const std::vector<boost::asio::ip::tcp::endpoint>& addresses);

struct race_result {
    std::optional<boost::asio::ip::tcp::socket> winner{};
    /// Why there is no winner: `timed_out`, `operation_aborted` or what the first address that failed said.
    boost::system::error_code error{};
    /// What went wrong with each address that failed.
    std::string losers{};
};

/// Connects to whichever address answers first, and closes the others (RFC 8305).
///
/// An address is tried when the one before has failed, or has not answered within `head_start`.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::shared_ptr<race_result>>
race_to_connect(std::vector<boost::asio::ip::tcp::endpoint> addresses, std::chrono::nanoseconds head_start,
                time_point deadline);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/connect_race.ipp>
#endif
