// expect: shape_description<T>' (is|would be) invalid
#include <ecr/operation.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

struct undescribed {
    std::string repository_name{};
};
struct described {
    std::string repository_name{};
};
ECR_SHAPE(described, repository_name);

inline constexpr operation<undescribed, described, errors<errc::server>> send{"Send"};

}
