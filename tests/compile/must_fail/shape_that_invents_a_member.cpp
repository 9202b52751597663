// expect: no member named 'repository_nam'
#include <ecr/detail/reflect.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

struct inventive {
    std::string repository_name{};
};
ECR_SHAPE(inventive, repository_nam);

inline constexpr const detail::shape& used = detail::shape_of<inventive>;

}
