// expect: forgetful has members to list
#include <ecr/detail/reflect.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

struct forgetful {
    std::string repository_name{};
};
ECR_SHAPE(forgetful);

}
