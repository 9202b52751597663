// Lists the images of a repository: one page after the other, on an executor of your own.

#include <ecr/operation/list_images.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <cstdlib>
#include <iostream>

namespace asio = boost::asio;

// [call]
asio::awaitable<void> list(ecr::client_config config, std::string repository) {
    const auto executor = co_await asio::this_coro::executor;
    const ecr::client client(executor, config);
    ecr::list_images_request request{.repository_name = repository};
    do {
        const auto page = co_await ecr::list_images(client, request);
        for (const auto& image : page.image_ids) std::cout << image.image_tag.value_or("untagged") << '\n';
        request.next_token = page.next_token;
    } while (request.next_token);
}
// [call]

std::string variable(const char* name) {
    return std::getenv(name) != nullptr ? std::getenv(name) : "";
}

int main(int count, char** arguments) {
    if (count < 3) {
        std::cout << "usage: list_images REGION REPOSITORY [ENDPOINT]\n"
                     "keys come from AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN\n";
        return count == 2 ? 0 : 2;
    }
    // [config]
    ecr::client_config config;
    config.region = arguments[1];
    config.multi_threaded = false; // one thread runs the context below
    config.timeout.operation = std::chrono::seconds(20);
    ecr::credentials keys{.access_key_id = variable("AWS_ACCESS_KEY_ID"),
                          .secret_access_key = variable("AWS_SECRET_ACCESS_KEY"),
                          .session_token = variable("AWS_SESSION_TOKEN")};
    config.credentials = std::make_shared<ecr::static_credentials>(keys);
    // [config]
    if (count > 3) config.endpoint_url = arguments[3];

    int status = 0;
    asio::io_context context;
    asio::co_spawn(context, list(config, arguments[2]), [&](std::exception_ptr failure) {
        // [failure]
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (const ecr::repository_not_found_exception&) {
            std::cerr << "there is no such repository\n";
            status = 1;
        } catch (const ecr::exception& other) {
            std::cerr << other.error() << '\n'; // code, message, request id, attempts, time, endpoint
            status = 1;
        }
        // [failure]
    });
    context.run();
    return status;
}
