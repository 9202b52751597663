#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/timestamp.hpp>

#include <array>

namespace ecr::inline ECR_ABI::detail {

/// The time of a signature as the service writes it: 20150830T123600Z.
using amz_date = std::array<char, 16>;

/// Refuses a time whose year does not have four digits.
[[nodiscard]] ECR_DECL or_refusal<amz_date> to_amz_date(timestamp time);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/amz_date.ipp>
#endif
