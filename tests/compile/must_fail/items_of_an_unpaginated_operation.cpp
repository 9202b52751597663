// expect: paginated
#include <ecr/operation/describe_registry.hpp>

void stream(const ecr::client& client) {
    auto items = ecr::describe_registry.items(client, {});
    static_cast<void>(items);
}
