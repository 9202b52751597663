#include "sample.hpp"

#include <ecr/operation/complete_layer_upload.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/initiate_layer_upload.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <openssl/evp.h>

#include <array>
#include <utility>

namespace example {

namespace {

const std::string layer(1000, 'x');

std::string sample_manifest(std::string_view tag) {
    return manifest_of(digest_of(layer), layer.size(), tag);
}

boost::asio::awaitable<void> put_layer(ecr::client client, std::string repository, std::string bytes) {
    ecr::initiate_layer_upload_request begin{.repository_name = repository};
    const auto begun = co_await ecr::initiate_layer_upload(client, begin);

    ecr::upload_layer_part_request part{.repository_name = repository};
    part.upload_id = begun.upload_id.value();
    part.part_last_byte = static_cast<std::int64_t>(bytes.size()) - 1;
    part.layer_part_blob = ecr::blob::view(bytes);
    co_await ecr::upload_layer_part(client, part);

    ecr::complete_layer_upload_request end{.repository_name = repository};
    end.upload_id = begun.upload_id.value();
    end.layer_digests.push_back(digest_of(bytes));
    co_await ecr::complete_layer_upload(client, end);
}

}

std::string digest_of(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), hash.data(), &size, EVP_sha256(), nullptr);
    std::string digest = "sha256:";
    for (unsigned int i = 0; i < size; ++i) {
        digest += "0123456789abcdef"[hash[i] >> 4];
        digest += "0123456789abcdef"[hash[i] & 15];
    }
    return digest;
}

std::string manifest_of(std::string_view layer_digest, std::size_t layer_size, std::string_view version) {
    const auto described = [&](std::string_view type) {
        return R"({"mediaType":"application/vnd.oci.image.)" + std::string(type) + R"(","digest":")" +
               std::string(layer_digest) + R"(","size":)" + std::to_string(layer_size) + "}";
    };
    return R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)" +
           described("config.v1+json") + R"(,"layers":[)" + described("layer.v1.tar") +
           R"(],"annotations":{"version":")" + std::string(version) + R"("}})";
}

std::string sample_digest(std::string_view tag) {
    return digest_of(sample_manifest(tag));
}

boost::asio::awaitable<void> fill(ecr::client client) {
    for (const char* name : {"team/api", "team/web", "team/worker"}) {
        ecr::create_repository_request request{.repository_name = name};
        co_await ecr::create_repository(client, request);
    }
    auto work = put_layer(client, "team/web", layer);
    co_await std::move(work);
    for (const char* tag : {"v1", "v2", "v3", "v4", "v5"}) {
        ecr::put_image_request request{.repository_name = "team/web"};
        request.image_manifest = sample_manifest(tag);
        request.image_tag = tag;
        co_await ecr::put_image(client, request);
    }
}

}
