#pragma once

#include <ecr/detail/hex.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/manifest.hpp>
#include <ecr/emulator/refuse.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace manifests {

namespace json = boost::json;

inline constexpr std::string_view docker_image = "application/vnd.docker.distribution.manifest.v2+json";
inline constexpr std::string_view docker_list = "application/vnd.docker.distribution.manifest.list.v2+json";
inline constexpr std::string_view oci_image = "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view oci_index = "application/vnd.oci.image.index.v1+json";

[[noreturn]] ECR_DECL void refuse_manifest(const std::string& problem) {
    refuse_parameter("imageManifest", problem);
}

/// The text of a member; nothing if it is absent.
ECR_DECL std::optional<std::string> text_of(const json::object& in, std::string_view name) {
    const auto* member = in.if_contains(name);
    if (member == nullptr) return std::nullopt;
    const auto* text = member->if_string();
    if (text == nullptr) refuse_manifest(std::string(name) + " must be a text");
    return std::string(text->data(), text->size());
}

struct descriptor {
    std::string digest{};
    std::string media_type{};
    /// Whether it says where else to find its content.
    bool has_urls = false;
};

ECR_DECL descriptor read_descriptor(const json::value& value, const std::string& where) {
    const auto* in = value.if_object();
    if (in == nullptr) refuse_manifest(where + " must be a descriptor");
    descriptor read{.digest = text_of(*in, "digest").value_or(""),
                    .media_type = text_of(*in, "mediaType").value_or("")};
    if (!is_digest(read.digest)) refuse_manifest(where + " must have a digest like sha256:<hex>");
    if (read.media_type.empty()) refuse_manifest(where + " must have a mediaType");
    const auto* size = in->if_contains("size");
    if (size == nullptr || !(size->is_uint64() || (size->is_int64() && size->get_int64() >= 0)))
        refuse_manifest(where + " must have a size");
    const auto* urls = in->if_contains("urls");
    read.has_urls = urls != nullptr && urls->is_array() && !urls->get_array().empty();
    return read;
}

/// The descriptors of a list that must be there.
ECR_DECL std::vector<descriptor> read_descriptors(const json::object& in, const std::string& name) {
    const auto* member = in.if_contains(name);
    const auto* list = member == nullptr ? nullptr : member->if_array();
    if (list == nullptr) refuse_manifest(name + " must be a list");
    std::vector<descriptor> read;
    read.reserve(list->size());
    for (const auto& each : *list) read.push_back(read_descriptor(each, "each of " + name));
    return read;
}

ECR_DECL void read_image(const json::object& in, manifest& into) {
    const auto* member = in.if_contains("config");
    if (member == nullptr) refuse_manifest("config must be a descriptor");
    auto config = read_descriptor(*member, "config");
    if (!into.image.artifact_type) into.image.artifact_type = config.media_type;
    into.image.config_digest = config.digest;
    into.media_types.emplace(std::move(config.digest), std::move(config.media_type));
    for (auto& layer : read_descriptors(in, "layers")) {
        const bool elsewhere = layer.media_type.find("foreign") != layer.media_type.npos ||
                               layer.media_type.find("nondistributable") != layer.media_type.npos;
        if (elsewhere && layer.has_urls) continue;
        into.image.layers.push_back(layer.digest);
        into.media_types.emplace(std::move(layer.digest), std::move(layer.media_type));
    }
}

/// What OCI has beyond Docker: kind, subject and annotations.
ECR_DECL void read_extras(const json::object& in, manifest& into) {
    into.image.artifact_type = text_of(in, "artifactType");
    if (into.image.artifact_type &&
        (into.image.artifact_type->empty() || into.image.artifact_type->size() > 255))
        refuse_manifest("artifactType must have 1 to 255 characters");
    if (const auto* subject = in.if_contains("subject"))
        into.image.subject_digest = read_descriptor(*subject, "subject").digest;
    const auto* annotations = in.if_contains("annotations");
    if (annotations == nullptr || annotations->is_null()) return;
    if (!annotations->is_object()) refuse_manifest("annotations must be texts by name");
    for (const auto& each : annotations->get_object()) {
        if (!each.value().is_string()) refuse_manifest("annotations must be texts by name");
        const auto& text = each.value().get_string();
        into.image.annotations.emplace(std::string(each.key()), std::string(text.data(), text.size()));
    }
}

ECR_DECL std::string media_type_of(const json::object& in, const std::optional<std::string>& said) {
    const auto own = text_of(in, "mediaType");
    if (own && said && *own != *said)
        refuse_parameter("imageManifestMediaType", "must be the mediaType of the manifest");
    if (!own && !said)
        refuse_parameter("imageManifestMediaType", "must be present for a manifest without mediaType");
    return own ? *own : *said;
}

}

ECR_DECL manifest read_manifest(const std::string& text, const std::optional<std::string>& media_type) {
    boost::system::error_code failure;
    const auto value = boost::json::parse(text, failure);
    if (failure) manifests::refuse_manifest("Invalid JSON syntax");
    const auto* in = value.if_object();
    if (in == nullptr) manifests::refuse_manifest("must be a JSON object");
    const auto* version = in->if_contains("schemaVersion");
    if (version == nullptr || !version->is_int64() || version->get_int64() != 2)
        manifests::refuse_manifest("schemaVersion must be 2");

    manifest read;
    const auto digits = detail::hex(detail::sha256().hash(text));
    read.image.digest = std::string("sha256:").append(digits.data(), digits.size());
    read.image.manifest = text;
    read.image.media_type = manifests::media_type_of(*in, media_type);
    const auto& type = read.image.media_type;
    const bool is_oci = type == manifests::oci_image || type == manifests::oci_index;
    if (is_oci) manifests::read_extras(*in, read);
    if (type == manifests::oci_image || type == manifests::docker_image) {
        manifests::read_image(*in, read);
    } else if (type == manifests::oci_index || type == manifests::docker_list) {
        for (auto& child : manifests::read_descriptors(*in, "manifests"))
            read.image.children.push_back(std::move(child.digest));
    } else {
        refuse_parameter("imageManifestMediaType", "is not supported: " + type.substr(0, 255));
    }
    return read;
}

}
