// Reads a response and prints it as JSON: little to compile, and yet it needs Boost.JSON to link.

#include <ecr/json.hpp>
#include <ecr/model/image.hpp>
#include <ecr/version.hpp>

#include <iostream>

int main() {
    const auto image = ecr::from_json<ecr::image_identifier>(R"({"imageTag": "v1", "unknown": [1, 2]})");

    std::cout << "ecr " << ECR_VERSION_STRING << '\n' << ecr::to_json(image) << '\n';
}
