#pragma once

#include <ecr/json.hpp>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL ecr::error unwritable(violation problem) {
    error_data parts;
    parts.kind = error_kind::validation;
    parts.message = "the request cannot be written: " + problem.path + " " + problem.problem;
    parts.violations.push_back(std::move(problem));
    return ecr::error(std::move(parts));
}

ECR_DECL ecr::error unreadable(const json_read_error& problem) {
    error_data parts;
    parts.kind = error_kind::parse;
    parts.message = to_string(problem);
    return ecr::error(std::move(parts));
}

}
