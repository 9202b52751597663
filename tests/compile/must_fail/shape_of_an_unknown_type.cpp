// expect: value_traits<void ?\*>
#include <ecr/detail/reflect.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

struct foreign {
    std::string repository_name{};
    void* handle{};
};
ECR_SHAPE(foreign, repository_name, handle);

inline constexpr const detail::shape& used = detail::shape_of<foreign>;

}
