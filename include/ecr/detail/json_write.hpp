#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/violation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// Appends the JSON text of a shape to `out`, straight from the struct.
///
/// Fails only for text that is not UTF-8; what was appended by then is of no use. An absent optional is left
/// out, an empty list is written.
[[nodiscard]] ECR_DECL std::optional<violation> json_write(const shape& type, const void* object,
                                                           std::string& out);

template <shape_type Shape>
[[nodiscard]] std::optional<violation> json_write(const Shape& object, std::string& out) {
    return json_write(shape_of<Shape>, &object, out);
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json_write.ipp>
#endif
