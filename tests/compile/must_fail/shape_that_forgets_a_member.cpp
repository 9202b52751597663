// expect: only 2 names (were )?provided
#include <ecr/detail/reflect.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct forgetful {
    std::string repository_name{};
    std::optional<std::string> registry_id{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(forgetful, repository_name, next_token);

}
