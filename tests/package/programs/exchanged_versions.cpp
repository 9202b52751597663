// Hands a request of one version to the other: does not link.

#include <ecr/operation/list_images.hpp>

#include <iostream>

std::size_t earlier(const ecr::list_images_request& request);
std::size_t later(const ecr::list_images_request& request);

int main() {
    const ecr::list_images_request request{.repository_name = "team/web"};
    std::cout << earlier(request) + later(request) << '\n';
}
