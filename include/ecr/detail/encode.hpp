#pragma once

#include <ecr/detail/call_input.hpp>
#include <ecr/detail/reflect.hpp>

namespace ecr::inline ECR_ABI::detail {

/// Checks a request and turns it into what is sent; nothing of it is needed afterwards but the bytes of a
/// blob view.
[[nodiscard]] ECR_DECL call_input encode(std::string_view operation, const shape& type, const void* request,
                                         validation_level level);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/encode.ipp>
#endif
