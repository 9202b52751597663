#pragma once

#include "emulated.hpp"

#include <ecr/emulator/images.hpp>
#include <ecr/emulator/layers.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace test {

inline constexpr const char* oci_image = "application/vnd.oci.image.manifest.v1+json";
inline constexpr const char* oci_index = "application/vnd.oci.image.index.v1+json";
inline constexpr const char* docker_image = "application/vnd.docker.distribution.manifest.v2+json";
inline constexpr const char* docker_list = "application/vnd.docker.distribution.manifest.list.v2+json";

inline ecr::upload_layer_part_request part(const std::string& repository, const std::string& upload,
                                           std::int64_t first, std::string_view bytes) {
    return {.repository_name = repository,
            .upload_id = upload,
            .part_first_byte = first,
            .part_last_byte = first + static_cast<std::int64_t>(bytes.size()) - 1,
            .layer_part_blob = ecr::blob::view(bytes)};
}

/// Uploads a layer of one part and returns its digest; one that is there already is as good.
inline std::string upload(emulated& in, const std::string& repository, std::string_view bytes) {
    const auto begun =
        ecr::emulation::on_initiate_layer_upload(in.on, {.repository_name = repository}).upload_id.value();
    ecr::emulation::on_upload_layer_part(in.on, part(repository, begun, 0, bytes));
    try {
        ecr::emulation::on_complete_layer_upload(
            in.on, {.repository_name = repository, .upload_id = begun, .layer_digests = {digest_of(bytes)}});
    } catch (const ecr::emulation::service_fault& fault) {
        BOOST_TEST((fault.code == ecr::errc::layer_already_exists), fault.message);
    }
    return digest_of(bytes);
}

inline std::string descriptor(std::string_view media_type, std::string_view digest,
                              std::string_view size = "2") {
    return std::string(R"({"mediaType":")")
        .append(media_type)
        .append(R"(","digest":")")
        .append(digest)
        .append(R"(","size":)")
        .append(size)
        .append("}");
}

/// A manifest of OCI with a configuration and one layer, and with more members if wanted.
inline std::string manifest_text(const std::string& config, const std::string& layer,
                                 const std::string& more = {}) {
    return std::string(R"({"schemaVersion":2,"mediaType":")") + oci_image + R"(","config":)" +
           descriptor("application/vnd.oci.image.config.v1+json", config) + R"(,"layers":[)" +
           descriptor("application/vnd.oci.image.layer.v1.tar+gzip", layer) + "]" + more + "}";
}

inline std::string index_text(const std::vector<std::string>& children, const std::string& more = {}) {
    std::string list;
    for (const auto& child : children) list += (list.empty() ? "" : ",") + descriptor(oci_image, child);
    return std::string(R"({"schemaVersion":2,"mediaType":")") + oci_index + R"(","manifests":[)" + list +
           "]" + more + "}";
}

/// Pushes a manifest and returns its digest.
inline std::string put(emulated& in, const std::string& repository, const std::string& manifest,
                       const std::optional<std::string>& tag = std::nullopt) {
    const auto response = ecr::emulation::on_put_image(
        in.on, {.repository_name = repository, .image_manifest = manifest, .image_tag = tag});
    return response.image.value().image_id.value().image_digest.value();
}

/// Pushes an image whose layer has these bytes and returns its digest.
inline std::string push(emulated& in, const std::string& repository, const std::string& bytes,
                        const std::optional<std::string>& tag = std::nullopt, const std::string& more = {}) {
    const auto config = upload(in, repository, "{}");
    const auto layer = upload(in, repository, bytes);
    return put(in, repository, manifest_text(config, layer, more), tag);
}

}
