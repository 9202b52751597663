#pragma once

#include <ecr/detail/config.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Writes the members of a request as a query, the way boto3 does when it presigns: each member by its name,
/// a list as one pair for each element, and anything nested as Python would print it.
///
/// `json` is what `json_write` made; nothing else is checked for.
[[nodiscard]] ECR_DECL std::string presigned_query(std::string_view json);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/presigned_query.ipp>
#endif
