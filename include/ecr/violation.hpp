#pragma once

#include <ecr/detail/config.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

/// One thing that is wrong with a request: where, in the words of the C++ code, and what.
struct violation {
    /// Such as `image_ids[3].image_tag`.
    std::string path{};
    /// Such as `is longer than 300 characters`.
    std::string problem{};

    friend bool operator==(const violation&, const violation&) = default;
};

}
