#pragma once

#include <ecr/detail/reflect.hpp>

#include <iosfwd>
#include <string>

namespace ecr::inline ECR_ABI {

namespace detail {
ECR_DECL bool equal(const shape& type, const void* left, const void* right);
ECR_DECL std::string print(const shape& type, const void* object);
}

/// Compares member by member.
template <detail::shape_type Shape>
[[nodiscard]] bool operator==(const Shape& left, const Shape& right) {
    return detail::equal(detail::shape_of<Shape>, &left, &right);
}

/// For people: `list_images_request{repository_name: "web", max_results: 100}`.
///
/// Absent members are left out, long texts are cut, secrets and layer data are never shown.
template <detail::shape_type Shape>
[[nodiscard]] std::string to_string(const Shape& object) {
    return detail::print(detail::shape_of<Shape>, &object);
}

template <detail::shape_type Shape>
std::ostream& operator<<(std::ostream& out, const Shape& object) {
    return out << to_string(object);
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/shape.ipp>
#endif
