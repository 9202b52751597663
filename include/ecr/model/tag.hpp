#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/shape.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

/// A label of a repository.
struct tag {
    /// Up to 128 characters.
    std::string key{};
    /// Up to 256 characters.
    std::string value{};
};
ECR_SHAPE(tag, (key, .wire = "Key", .bounds = &detail::unlimited),
          (value, .wire = "Value", .may_be_empty = true));

}
