#pragma once

#include <ecr/detail/config.hpp>

#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>

namespace ecr::inline ECR_ABI::detail {

/// Gives the next task, or an empty awaitable after the last.
using task_source = std::function<boost::asio::awaitable<boost::asio::awaitable<void>>()>;

/// Runs the tasks of a source, at most `limit` of them at a time, on one strand of the caller's executor.
/// Another task is taken only when it can begin at once. The first failure cancels the others and is thrown
/// when they have ended; so does the cancellation of the caller.
[[nodiscard]] ECR_DECL boost::asio::awaitable<void> run_tasks(task_source source, std::size_t limit);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/task_group.ipp>
#endif
