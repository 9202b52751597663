// Pushes an image by the API alone, and reads it back.

#include "support/program.hpp"
#include "support/sample.hpp"

#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/complete_layer_upload.hpp>
#include <ecr/operation/initiate_layer_upload.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <iostream>

namespace {

// [layer]
boost::asio::awaitable<std::string> push_layer(ecr::client client, std::string repository,
                                               std::string_view bytes) {
    ecr::initiate_layer_upload_request begin{.repository_name = repository};
    const auto begun = co_await ecr::initiate_layer_upload(client, begin);
    ecr::upload_layer_part_request part{.repository_name = repository, .upload_id = begun.upload_id.value()};
    for (std::size_t at = 0; at < bytes.size(); at = static_cast<std::size_t>(part.part_last_byte) + 1) {
        const auto piece = bytes.substr(at, static_cast<std::size_t>(begun.part_size.value()));
        part.part_first_byte = static_cast<std::int64_t>(at);
        part.part_last_byte = static_cast<std::int64_t>(at + piece.size()) - 1; // inclusive
        part.layer_part_blob = ecr::blob::view(piece);                          // no copy
        co_await ecr::upload_layer_part(client, part);
        std::cerr << at + piece.size() << " of " << bytes.size() << " bytes\n";
    }
    ecr::complete_layer_upload_request end{.repository_name = repository, .upload_id = part.upload_id};
    end.layer_digests.push_back(example::digest_of(bytes));
    const auto ended = co_await ecr::complete_layer_upload(client, end, ecr::as_result);
    if (!ended && ended.error() != ecr::errc::layer_already_exists) ecr::throw_error(ended.error());
    co_return end.layer_digests.front();
}
// [layer]

boost::asio::awaitable<void> push_image(example::stage on) {
    const std::string layer(12'000'000, 'l');
    const auto digest = co_await push_layer(on.client, "team/api", layer);
    // [image]
    ecr::put_image_request put{.repository_name = "team/api", .image_tag = "new"};
    put.image_manifest = example::manifest_of(digest, layer.size(), "new");
    co_await ecr::put_image(on.client, put);

    ecr::batch_get_image_request get{.repository_name = "team/api", .image_ids = {{.image_tag = "new"}}};
    const auto got = co_await ecr::batch_get_image(on.client, get);
    const auto& image = got.images.at(0);
    const bool same = image.image_id->image_digest == example::digest_of(*image.image_manifest);
    std::cout << *image.image_id->image_digest << (same ? " is" : " is not") << " the digest of what came\n";
    // [image]
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "push_image", .purpose = "Pushes an image to team/api."};
    return example::run(count, words, what, push_image);
}
