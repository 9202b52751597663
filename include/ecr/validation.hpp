#pragma once

#include <ecr/detail/reflect.hpp>
#include <ecr/violation.hpp>

#include <vector>

namespace ecr::inline ECR_ABI {

/// How much of a request is checked before it is sent.
enum class validation_level {
    /// Nothing; the service answers.
    off,
    /// That required members are there: texts and enums are not empty, lists have the elements they must
    /// have.
    required,
    /// Also lengths, ranges, forms and known enum values, as the service declares them.
    full,
};

namespace detail {
ECR_DECL std::vector<violation> validate(const shape& type, const void* object, validation_level level);
}

/// Everything that is wrong with a request; nothing is sent and nothing is changed.
template <detail::shape_type Request>
[[nodiscard]] std::vector<violation> validate(const Request& request, validation_level level) {
    return detail::validate(detail::shape_of<Request>, &request, level);
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/validation.ipp>
#endif
