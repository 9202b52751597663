#pragma once

#include <ecr/detail/config.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// What the command line tool of AWS leaves for others when somebody logs in.
struct left_file {
    /// Begins with `~/`.
    std::string path{};
    std::string text{};
};

}
