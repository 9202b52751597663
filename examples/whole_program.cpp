// A whole program: settings and keys from where the AWS tools have them, one call, and its failure.

// [program]
#include <ecr/load_config.hpp>
#include <ecr/operation/list_images.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <iostream>

boost::asio::awaitable<void> list(std::string repository) {
    const auto executor = co_await boost::asio::this_coro::executor;
    const auto config = co_await ecr::load_config();
    const ecr::client client(executor, config);

    ecr::list_images_request request{.repository_name = repository};
    auto images = ecr::list_images.items(client, request);
    while (auto image = co_await images.next()) {
        std::cout << image->image_tag.value_or("untagged") << '\n';
    }
}

constexpr auto usage = "usage: whole_program [--help] [REPOSITORY]\n\n"
                       "Lists the tags of a repository, team/web unless one is named.\n\n"
                       "Calls the service, as variables and files of the AWS tools say.\n";

int main(int count, char** words) {
    const std::string repository = count > 1 ? words[1] : "team/web";
    if (repository.starts_with("--") || count > 2) {
        const bool asked = repository == "--help" && count == 2;
        (asked ? std::cout : std::cerr) << usage;
        return asked ? 0 : 2;
    }
    boost::asio::io_context context;
    int status = 0;
    boost::asio::co_spawn(context, list(repository), [&](std::exception_ptr failure) {
        try {
            if (failure) std::rethrow_exception(failure);
        } catch (const std::exception& problem) {
            std::cerr << problem.what() << '\n';
            status = 1;
        }
    });
    context.run();
    return status;
}
// [program]
