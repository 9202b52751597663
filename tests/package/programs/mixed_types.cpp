// Hands an object of the compiled library to a header-only source: does not link.

#include <ecr/registry_host.hpp>

#include <iostream>

std::string name_of(const ecr::registry_host& host);

int main() {
    std::cout << name_of(ecr::registry_host{.registry_id = "123456789012"}) << '\n';
}
