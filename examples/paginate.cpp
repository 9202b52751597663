// All images of a repository, however many pages the service makes of them.

#include "support/program.hpp"

#include <ecr/operation/describe_images.hpp>
#include <ecr/stream.hpp>

#include <iostream>

namespace {

boost::asio::awaitable<void> paginate(example::stage on) {
    const ecr::client client = on.client;
    const ecr::describe_images_request request{.repository_name = on.word(0, "team/web")};

    // [items]
    auto images = ecr::describe_images.items(client, request, {.page_size = 2, .prefetch = 1});
    while (auto image = co_await images.next()) {
        for (const auto& tag : image->image_tags) std::cout << tag << '\n';
    }
    // [items]

    // [resume]
    auto first = ecr::describe_images.items(client, request, {.max_items = 3});
    const auto some = co_await first.collect();
    auto others = ecr::describe_images.items(client, request, {.starting_token = first.resume_token()});
    const auto rest = co_await others.collect();
    std::cout << some.size() << " and then " << rest.size() << '\n';
    // [resume]

    // [adaptors]
    const auto is_large = [](const ecr::image_detail& image) { return image.image_size_in_bytes > 500; };
    auto large = ecr::take(ecr::filter(ecr::describe_images.items(client, request), is_large), 2);
    const auto found = co_await ecr::collect(large);
    std::cout << found.size() << " large images are enough\n";
    // [adaptors]
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "paginate",
                                        .arguments = "[REPOSITORY]",
                                        .purpose = "Lists the images of a repository, two at a time.",
                                        .max_arguments = 1};
    return example::run(count, words, what, paginate);
}
