// The header-only half of a program whose other half uses the compiled library.

#include <ecr/registry_host.hpp>

std::string inline_side() {
    return ecr::to_string(
        ecr::parse_registry_host("123456789012.dkr.ecr.eu-central-1.amazonaws.com").value());
}

std::string name_of(const ecr::registry_host& host) {
    return ecr::to_string(host);
}
