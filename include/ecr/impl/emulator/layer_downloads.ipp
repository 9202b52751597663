#pragma once

#include <ecr/detail/uri.hpp>
#include <ecr/emulator/layers.hpp>
#include <ecr/emulator/located.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/signed_text.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

namespace layer_downloads {

inline constexpr std::string_view expiry_mark = "?expires=";
inline constexpr std::string_view signature_mark = "&signature=";

/// What a target is for whose signature is right.
struct download {
    std::string_view account{};
    std::string_view region{};
    std::string digest{};
    std::string_view repository{};
    timestamp expires_at{};
};

ECR_DECL std::string_view take(std::string_view& from, std::string_view end) {
    const auto taken = from.substr(0, from.find(end));
    from.remove_prefix(std::min(taken.size() + end.size(), from.size()));
    return taken;
}

ECR_DECL std::optional<download> parse(world& all, std::string_view target) {
    if (!target.starts_with(download_path)) return std::nullopt;
    const auto end = target.rfind(signature_mark);
    if (end == target.npos) return std::nullopt;
    auto rest = target.substr(0, end);
    if (!is_signed(all, rest, target.substr(end + signature_mark.size()))) return std::nullopt;
    rest.remove_prefix(download_path.size());
    download found;
    found.account = take(rest, "/");
    found.region = take(rest, "/");
    found.digest = detail::percent_decode(take(rest, "/")).value_or("");
    found.repository = take(rest, expiry_mark);
    std::int64_t seconds = 0;
    std::from_chars(rest.data(), rest.data() + rest.size(), seconds);
    found.expires_at = timestamp(std::chrono::seconds(seconds));
    return found;
}

ECR_DECL std::string make_target(const handling& on, const located& at, std::string_view digest) {
    const auto until = on.now + on.all.times().download_url;
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(until).time_since_epoch().count();
    std::string target(download_path);
    target.append(at.registry_id).append("/").append(on.region).append("/");
    detail::append_encoded(target, digest);
    target.append("/").append(at.name).append(expiry_mark).append(std::to_string(seconds));
    const auto signature = signature_of(on, target);
    return target.append(signature_mark).append(signature);
}

}

ECR_DECL get_download_url_for_layer_response
on_get_download_url_for_layer(const handling& on, const get_download_url_for_layer_request& request) {
    const auto at = locate(on, request);
    const auto& digest = request.layer_digest;
    const auto found = at.stored.layers.find(digest);
    if (found == at.stored.layers.end()) {
        refuse(errc::layers_not_found, "Layer with digest '" + digest + "' does not exist in " + at.phrase());
    }
    if (found->second.active_images == 0) {
        const std::string why = found->second.images == 0 ? "no image refers to it" : "it is archived";
        refuse(errc::layer_inaccessible,
               "Layer with digest '" + digest + "' in " + at.phrase() + " cannot be read: " + why);
    }
    return {.download_url = on.base_url + layer_downloads::make_target(on, at, digest),
            .layer_digest = digest};
}

ECR_DECL std::optional<blob> layer_for_download(world& all, std::string_view target, timestamp now) {
    const auto wanted = layer_downloads::parse(all, target);
    if (!wanted || wanted->expires_at <= now) return std::nullopt;
    auto* const where = all.find(wanted->account, wanted->region);
    if (where == nullptr) return std::nullopt;
    const auto repository = where->repositories.find(wanted->repository);
    if (repository == where->repositories.end()) return std::nullopt;
    repository->second.settle(now);
    const auto layer = repository->second.layers.find(wanted->digest);
    if (layer == repository->second.layers.end() || layer->second.active_images == 0) return std::nullopt;
    return layer->second.bytes;
}

}
