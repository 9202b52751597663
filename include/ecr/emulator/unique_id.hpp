#pragma once

#include <ecr/detail/config.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// A random UUID; throws `std::runtime_error` where OpenSSL has no random numbers.
[[nodiscard]] ECR_DECL std::string make_unique_id();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/unique_id.ipp>
#endif
