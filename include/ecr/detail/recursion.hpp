#pragma once

#include <ecr/detail/config.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Value of the X-Amzn-Trace-Id header, by which Lambda finds functions that call themselves in circles.
/// Nothing outside Lambda: both AWS_LAMBDA_FUNCTION_NAME and _X_AMZN_TRACE_ID have to be set.
[[nodiscard]] ECR_DECL std::optional<std::string> trace_id_header(std::string_view lambda_function_name,
                                                                  std::string_view trace_id);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/recursion.ipp>
#endif
