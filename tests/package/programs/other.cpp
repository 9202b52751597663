// A second source file of a header-only program: nothing may be defined twice.

#include <ecr.hpp>

std::string other_source() {
    return ecr::resolve_registry_host({.registry_id = "123456789012", .region = "eu-central-1"}).problem;
}
