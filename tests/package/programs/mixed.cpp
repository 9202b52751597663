// Half a program: each half has its own copy of the library, and they share no types.

#include <ecr/registry_host.hpp>

#include <iostream>

std::string inline_side();

int main() {
    const auto host = ecr::parse_registry_host("123456789012.dkr.ecr.eu-central-1.amazonaws.com").value();

    std::cout << (ecr::to_string(host) == inline_side() ? "both halves agree\n" : "they differ\n");
}
