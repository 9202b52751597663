#pragma once

#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/exception.hpp>
#include <ecr/result.hpp>
#include <ecr/shape.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {
ECR_DECL ecr::error unwritable(violation problem);
ECR_DECL ecr::error unreadable(const json_read_error& problem);
}

/// The text that a call sends for a request, or the service for a response: for logs, caches and tests.
///
/// Nothing is masked. Throws `ecr::exception` of kind `validation` if a text is not UTF-8.
template <detail::shape_type Shape>
[[nodiscard]] std::string to_json(const Shape& object) {
    std::string text;
    auto problem = detail::json_write(object, text);
    if (problem) throw_error(detail::unwritable(std::move(*problem)));
    return text;
}

/// The request or response that the text stands for, or the error of kind `parse` that names the member.
template <detail::shape_type Shape>
[[nodiscard]] result<Shape> from_json(std::string_view text, as_result_t) {
    Shape object;
    detail::json_reader reader(object);
    if (reader.write(text) && reader.finish()) return object;
    return detail::unreadable(reader.error());
}

/// The same; throws the error.
template <detail::shape_type Shape>
[[nodiscard]] Shape from_json(std::string_view text) {
    return from_json<Shape>(text, as_result).value();
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json.ipp>
#endif
