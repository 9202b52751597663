#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

struct tag {
    std::string key{};
    std::string value{};
};
ECR_SHAPE(tag, (key, .wire = "Key", .bounds = &detail::unlimited), (value, .wire = "Value"));

}
