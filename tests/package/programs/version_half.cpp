// A call by one version of the library, in a program that has two.

#include <ecr/operation/list_images.hpp>

#include <boost/asio/io_context.hpp>

#define TEXT_OF(NAME) #NAME
#define NAME_OF(HALF) TEXT_OF(HALF)

/// What a refused call says, which takes a client, its coroutines and its exceptions, but no network.
std::string HALF() {
    boost::asio::io_context context;
    ecr::client_config config;
    config.region = "eu-central-1";
    const ecr::client client(context.get_executor(), config);
    const ecr::list_images_request request{.repository_name = ""};

    std::string said;
    ecr::list_images(client, request, [&](std::exception_ptr failure, const ecr::list_images_response&) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (const ecr::exception& refused) {
            said = refused.error().message();
        }
    });
    context.run();
    return NAME_OF(HALF) ": " + said;
}

std::size_t HALF(const ecr::list_images_request& request) {
    return request.repository_name.size();
}
