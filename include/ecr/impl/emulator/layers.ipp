#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/emulator/created_repository.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/room.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

namespace layers {

inline constexpr std::int64_t advertised_part_size = 10 << 20;
inline constexpr std::size_t smallest_part_size = 5 << 20;

ECR_DECL void forget(stored_repository& in, decltype(in.uploads)::iterator upload) {
    in.bytes -= upload->second.bytes.size();
    in.uploads.erase(upload);
}

/// Makes room for another upload: forgets those that nobody goes on with.
ECR_DECL void forget_idle(const handling& on, stored_repository& in) {
    for (auto upload = in.uploads.begin(); upload != in.uploads.end();) {
        const auto next = std::next(upload);
        if (upload->second.touched_at + on.all.times().idle_upload <= on.now) forget(in, upload);
        upload = next;
    }
    if (in.uploads.empty() || in.uploads.size() < on.all.limits().uploads_per_repository) return;
    forget(in, std::ranges::min_element(in.uploads, {},
                                        [](const auto& upload) { return upload.second.touched_at; }));
}

ECR_DECL auto find_upload(const located& at, const std::string& id) {
    const auto found = at.stored.uploads.find(detail::lower_case(id));
    if (found != at.stored.uploads.end()) return found;
    refuse(errc::upload_not_found, "The upload with id '" + id + "' does not exist in " + at.phrase());
}

/// Refuses a part that does not go on where the upload stands.
ECR_DECL void check_part(const located& at, const upload_layer_part_request& request,
                         const layer_upload& upload) {
    const auto received = static_cast<std::int64_t>(upload.bytes.size());
    if (request.part_last_byte < request.part_first_byte)
        refuse_parameter("partLastByte", "must not be less than partFirstByte");
    std::string problem;
    if (request.part_first_byte != received) {
        problem = "begins at byte " + std::to_string(request.part_first_byte) + " instead of " +
                  std::to_string(received);
    } else if (request.part_last_byte - request.part_first_byte + 1 !=
               static_cast<std::int64_t>(request.layer_part_blob.size())) {
        problem = "has " + std::to_string(request.layer_part_blob.size()) + " bytes instead of those from " +
                  std::to_string(request.part_first_byte) + " to " + std::to_string(request.part_last_byte);
    } else {
        return;
    }
    service_fault fault{
        errc::invalid_layer_part,
        "The part of the upload with id '" + request.upload_id + "' to " + at.phrase() + " " + problem,
        {{"registryId", at.registry_id}, {"repositoryName", at.name}, {"uploadId", request.upload_id}}};
    // The service has no number for an upload that has got nothing yet.
    if (received != 0) fault.members.emplace_back("lastValidByteReceived", received - 1);
    throw service_fault(std::move(fault));
}

ECR_DECL std::string digest_of(const layer_upload& upload) {
    auto hash = upload.hash;
    const auto digits = detail::hex(hash.finish());
    return std::string("sha256:").append(digits.data(), digits.size());
}

ECR_DECL layer_availability availability_of(const stored_layer& layer) {
    const bool archived = layer.images != 0 && layer.active_images == 0;
    return archived ? layer_availability::archived : layer_availability::available;
}

}

ECR_DECL bool is_digest(std::string_view text) {
    const auto colon = text.find(':');
    const auto in_name = [](char c) {
        return detail::is_alphanumeric(c) || std::string_view("-_+.").find(c) != std::string_view::npos;
    };
    return colon != text.npos && detail::each_is(text.substr(0, colon), in_name) &&
           detail::each_is(text.substr(colon + 1), detail::is_hex_digit);
}

ECR_DECL initiate_layer_upload_response
on_initiate_layer_upload(const handling& on, const initiate_layer_upload_request& request) {
    const auto at = locate_for_push(on, request.registry_id, request.repository_name);
    layers::forget_idle(on, at.stored);
    auto id = on.new_id();
    at.stored.uploads[id].touched_at = on.now;
    return {.upload_id = std::move(id), .part_size = layers::advertised_part_size};
}

ECR_DECL upload_layer_part_response on_upload_layer_part(const handling& on,
                                                         const upload_layer_part_request& request) {
    const auto at = locate(on, request);
    auto& upload = layers::find_upload(at, request.upload_id)->second;
    layers::check_part(at, request, upload);
    const auto part = request.layer_part_blob.bytes();
    check_room(on, part.size());
    upload.has_small_part = upload.has_small_part ||
                            (!upload.bytes.empty() && upload.last_part_size < layers::smallest_part_size);
    upload.bytes.insert(upload.bytes.end(), part.begin(), part.end());
    upload.hash.update({reinterpret_cast<const std::uint8_t*>(part.data()), part.size()});
    upload.last_part_size = part.size();
    upload.touched_at = on.now;
    at.stored.bytes += part.size();
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .upload_id = request.upload_id,
            .last_byte_received = request.part_last_byte};
}

ECR_DECL complete_layer_upload_response
on_complete_layer_upload(const handling& on, const complete_layer_upload_request& request) {
    const auto at = locate(on, request);
    const auto found = layers::find_upload(at, request.upload_id);
    auto& upload = found->second;
    const auto whose = "The upload with id '" + request.upload_id + "' to " + at.phrase();
    if (upload.bytes.empty()) refuse(errc::empty_upload, whose + " has no bytes");
    if (upload.has_small_part)
        refuse(errc::layer_part_too_small, whose + " has a part below 5 MiB that is not the last one");
    const auto digest = layers::digest_of(upload);
    for (const auto& expected : request.layer_digests) {
        if (expected != digest)
            refuse(errc::invalid_layer, whose + " has the digest " + digest + " instead of " + expected);
    }
    if (at.stored.layers.contains(digest)) {
        refuse(errc::layer_already_exists,
               "Layer with digest '" + digest + "' already exists in " + at.phrase());
    }
    at.stored.layers[digest].bytes = blob(std::move(upload.bytes));
    at.stored.uploads.erase(found);
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .upload_id = request.upload_id,
            .layer_digest = digest};
}

ECR_DECL batch_check_layer_availability_response
on_batch_check_layer_availability(const handling& on, const batch_check_layer_availability_request& request) {
    const auto at = locate(on, request);
    batch_check_layer_availability_response response;
    for (const auto& digest : request.layer_digests) {
        if (!is_digest(digest)) {
            const bool missing = digest.empty();
            response.failures.push_back(
                {.layer_digest = digest,
                 .failure_code = missing ? layer_failure_code::missing_layer_digest
                                         : layer_failure_code::invalid_layer_digest,
                 .failure_reason =
                     missing ? "The layer digest is missing" : "The layer digest must be like sha256:<hex>"});
            continue;
        }
        layer answer{.layer_digest = digest, .layer_availability = layer_availability::unavailable};
        const auto found = at.stored.layers.find(digest);
        if (found != at.stored.layers.end()) {
            answer.layer_availability = layers::availability_of(found->second);
            answer.layer_size = static_cast<std::int64_t>(found->second.bytes.size());
            answer.media_type = found->second.media_type;
        }
        response.layers.push_back(std::move(answer));
    }
    return response;
}

ECR_DECL std::span<const route> layers_routes() {
    static constexpr route routes[] = {
        route_of<batch_check_layer_availability, on_batch_check_layer_availability>(),
        route_of<complete_layer_upload, on_complete_layer_upload>(),
        route_of<get_download_url_for_layer, on_get_download_url_for_layer>(),
        route_of<initiate_layer_upload, on_initiate_layer_upload>(),
        route_of<upload_layer_part, on_upload_layer_part>(),
    };
    return routes;
}

}
