#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/violation.hpp>

#include <cstddef>
#include <optional>
#include <span>
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

/// A blob that was left out of a text: its base64 text belongs at this place.
struct blob_position {
    std::size_t at = 0;
    std::span<const std::byte> bytes{};
};

/// Does the same, but leaves out a blob that is the only one among the members of the shape itself, so that
/// it can be encoded while it is sent. Any other blob is written in place and `position` says nothing.
[[nodiscard]] ECR_DECL std::optional<violation> json_write_split(const shape& type, const void* object,
                                                                 std::string& text, blob_position& position);

template <shape_type Shape>
[[nodiscard]] std::optional<violation> json_write_split(const Shape& object, std::string& text,
                                                        blob_position& position) {
    return json_write_split(shape_of<Shape>, &object, text, position);
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json_write.ipp>
#endif
