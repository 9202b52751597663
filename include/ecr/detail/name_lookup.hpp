#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/io_limits.hpp>
#include <ecr/resolver.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <memory>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// The addresses of `host`, which are ready at once when it is an address itself.
///
/// Gives up at the deadline with `timed_out`, or when cancelled with `operation_aborted`. The resolver may
/// then go on for as long as it likes; what it says is dropped.
[[nodiscard]] ECR_DECL boost::asio::awaitable<resolve_result>
look_up(std::shared_ptr<resolver> names, std::string host, std::uint16_t port, time_point deadline);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/name_lookup.ipp>
#endif
