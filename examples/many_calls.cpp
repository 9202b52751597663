// Many calls at once, but no more than a few at a time.

#include "support/program.hpp"

#include <ecr/for_each.hpp>
#include <ecr/operation/describe_repositories.hpp>
#include <ecr/operation/list_images.hpp>

#include <iomanip>
#include <iostream>
#include <map>

namespace {

boost::asio::awaitable<void> many_calls(example::stage on) {
    const ecr::client client = on.client;

    // [for_each]
    std::map<std::string, std::size_t> images;
    const auto count = [&](ecr::repository each) -> boost::asio::awaitable<void> {
        const ecr::list_images_request request{.repository_name = each.repository_name.value()};
        auto stream = ecr::list_images.items(client, request);
        const auto all = co_await stream.collect();
        images[request.repository_name] = all.size(); // bodies never run at the same instant
    };
    const ecr::describe_repositories_request every;
    auto work = ecr::for_each(ecr::describe_repositories.items(client, every), 8, count);
    co_await std::move(work); // the first failure cancels the other calls
    // [for_each]

    std::cout << std::left << std::setw(20) << "REPOSITORY"
              << "IMAGES\n";
    for (const auto& [name, size] : images) std::cout << std::setw(20) << name << size << '\n';
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "many_calls",
                                        .purpose = "Counts the images of all repositories, eight at a time."};
    return example::run(count, words, what, many_calls);
}
