// Makes a client and prints what a request would send.

#include <ecr/json.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/version.hpp>

#include <boost/asio/io_context.hpp>

#include <iostream>

int main() {
    boost::asio::io_context context;
    ecr::client_config config;
    config.region = "eu-central-1";
    const ecr::client client(context.get_executor(), config);
    const ecr::list_images_request request{.repository_name = "team/web", .max_results = 100};

    std::cout << "ecr " << ECR_VERSION_STRING << ", " << client.gauges().idle << " connections\n"
              << ecr::to_json(request) << '\n';
}
