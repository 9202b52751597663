#pragma once

#include <ecr/detail/json_document.hpp>
#include <ecr/timestamp.hpp>

namespace ecr::inline ECR_ABI::detail {

/// Puts the answer to a renewal of `aws login` into the document; false if it is not one.
[[nodiscard]] ECR_DECL bool take_login(json_document& token, const json_document& said, timestamp now);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/login_answer.ipp>
#endif
