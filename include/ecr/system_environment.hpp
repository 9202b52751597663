#pragma once

#include <ecr/environment.hpp>

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <optional>

namespace ecr::inline ECR_ABI {

/// The variables and files of this process.
///
/// Files are read in pieces on the caller's executor, and other work has its turn between two pieces. Where a
/// disk may hang, such as one across a network, name the executor of a thread pool that does it instead, and
/// join the pool before the caller's context goes. A variable must not be set by another thread meanwhile:
/// that is a race in the C library.
[[nodiscard]] ECR_DECL std::shared_ptr<environment>
system_environment(std::optional<boost::asio::any_io_executor> file_executor = std::nullopt);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/system_environment.ipp>
#endif
