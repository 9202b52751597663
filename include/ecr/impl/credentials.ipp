#pragma once

#include <ecr/credentials.hpp>

#include <ostream>

namespace ecr::inline ECR_ABI {

ECR_DECL std::string to_string(const credentials& value) {
    return "credentials(" + value.access_key_id + ", ***)";
}

ECR_DECL std::ostream& operator<<(std::ostream& out, const credentials& value) {
    return out << to_string(value);
}

}
