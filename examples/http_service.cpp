// A small HTTP service that answers from ECR: GET /<repository> tells the tags, one in each line.

#include "support/http_server.hpp"
#include "support/program.hpp"

#include <ecr/operation/list_images.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>

#include <iostream>

namespace {

namespace asio = boost::asio;

// [handler]
asio::awaitable<example::answer> tags_of(ecr::client client, std::string repository) {
    const ecr::list_images_request request{.repository_name = repository};
    auto images = ecr::list_images.items(client.with({.timeout = std::chrono::seconds(5)}), request);
    std::string text;
    for (;;) {
        const auto image = co_await images.next(ecr::as_result);
        if (image.has_error()) {
            const auto status = image.error() == ecr::condition::not_found ? 404U : 503U;
            co_return example::answer{status, std::string(image.error().code_text()) + '\n'};
        }
        if (!*image) break;
        text += (*image)->image_tag.value_or("untagged") + '\n';
    }
    co_return example::answer{200, std::move(text)};
}
// [handler]

asio::awaitable<void> http_service(example::stage on) {
    auto executor = on.client.get_executor();
    const auto port = static_cast<std::uint16_t>(std::stoi(on.word(0, "0")));
    const auto answer = [client = on.client](std::string path) { return tags_of(client, path.substr(1)); };
    example::http_server server(executor, port, answer);
    std::cerr << "serves http://127.0.0.1:" << server.port() << "/<repository>\n";
    if (port != 0)
        co_await server.run();
    else
        asio::co_spawn(executor, server.run(), asio::detached);

    for (const char* path : {"/team/web", "/team/missing"}) { // asks itself
        const auto told = co_await example::http_get(server.port(), path);
        std::cout << told.status << '\n' << told.text;
    }
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "http_service",
                                        .arguments = "[PORT]",
                                        .purpose = "Serves on that port, or asks itself twice and ends.",
                                        .max_arguments = 1};
    return example::run(count, words, what, http_service);
}
