// The first call: which images does a repository hold?

#include "support/program.hpp"

#include <ecr/operation/list_images.hpp>

#include <iostream>

namespace {

boost::asio::awaitable<void> first_call(example::stage on) {
    const ecr::client client = on.client;
    // [call]
    ecr::list_images_request request{.repository_name = "team/web"};
    const auto page = co_await ecr::list_images(client, request);
    for (const auto& image : page.image_ids) std::cout << image.image_tag.value_or("untagged") << '\n';
    // [call]
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "first_call",
                                        .purpose = "Lists the tags of the repository team/web."};
    return example::run(count, words, what, first_call);
}
