#pragma once

#include <ecr/shape.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// What the command line tool of AWS leaves for others when somebody logs in.
struct left_file {
    /// Begins with `~/`.
    std::string path{};
    std::string text{};
};
ECR_SHAPE(left_file, path, text);

}
