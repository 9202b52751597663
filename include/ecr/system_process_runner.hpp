#pragma once

#include <ecr/process_runner.hpp>

#include <memory>

namespace ecr::inline ECR_ABI {

/// Starts children of this process, with its environment and without input, and waits for them without
/// blocking. A program that blocks SIGCHLD or handles it is not disturbed. Where the system has no
/// posix_spawn, running fails with `operation_not_supported`.
[[nodiscard]] ECR_DECL std::shared_ptr<process_runner> system_process_runner();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/system_process_runner.ipp>
#endif
