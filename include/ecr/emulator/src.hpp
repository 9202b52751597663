#pragma once

/// \file
/// Every definition of the emulator, for the one source file of a separately compiled build, beside the one
/// that includes ecr/src.hpp.

#if !defined(ECR_SEPARATE_COMPILATION)
#error "every source needs ECR_SEPARATE_COMPILATION for this; a header-only program does without"
#endif

#define ECR_EMULATOR_SOURCE

#include <ecr/detail/config.hpp>
