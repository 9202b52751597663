#pragma once

#include "emulated.hpp"

#include <ecr/blob.hpp>
#include <ecr/emulator/images.hpp>

#include <optional>
#include <string>

namespace test {

inline constexpr auto image_config = "application/vnd.oci.image.config.v1+json";
inline constexpr auto oci_image = "application/vnd.oci.image.manifest.v1+json";
inline constexpr auto oci_index = "application/vnd.oci.image.index.v1+json";

/// Puts a layer of this text into a repository of the caller's, and answers its descriptor.
inline std::string layer(emulated& in, const std::string& repository, const std::string& text,
                         const std::string& media_type) {
    auto& stored = in.all.at(in.on.account, in.on.region).repositories.find(repository)->second;
    const auto digest = digest_of(text);
    const bool is_new =
        stored.layers.emplace(digest, ecr::emulation::stored_layer{ecr::blob::copy(text)}).second;
    if (is_new) stored.bytes += text.size();
    return R"({"mediaType":")" + media_type + R"(","digest":")" + digest + R"(","size":)" +
           std::to_string(text.size()) + "}";
}

/// Pushes an image that differs by its content, as a client would; answers its digest.
inline std::string push(emulated& in, const std::string& repository, const std::string& content,
                        const std::optional<std::string>& tag = {}, const std::string& kind = image_config) {
    const auto manifest = R"({"schemaVersion":2,"mediaType":")" + std::string(oci_image) + R"(","config":)" +
                          layer(in, repository, "config of " + content, kind) + R"(,"layers":[)" +
                          layer(in, repository, content, "application/vnd.oci.image.layer.v1.tar") + "]}";
    ecr::emulation::on_put_image(
        in.on, {.repository_name = repository, .image_manifest = manifest, .image_tag = tag});
    return digest_of(manifest);
}

/// Pushes an index of one image that is there.
inline std::string push_index(emulated& in, const std::string& repository, const std::string& digest,
                              const std::optional<std::string>& tag = {}) {
    const auto manifest = R"({"schemaVersion":2,"mediaType":")" + std::string(oci_index) +
                          R"(","manifests":[{"mediaType":")" + oci_image + R"(","digest":")" + digest +
                          R"(","size":1}]})";
    ecr::emulation::on_put_image(
        in.on, {.repository_name = repository, .image_manifest = manifest, .image_tag = tag});
    return digest_of(manifest);
}

inline ecr::image_identifier by_digest(const std::string& digest) {
    return {.image_digest = digest};
}

inline ecr::image_identifier by_tag(const std::string& tag) {
    return {.image_tag = tag};
}

}
