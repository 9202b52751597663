#pragma once

/// \file
/// Structs by hand out of a document tree: what a program writes that uses Boost.JSON or nlohmann::json.

#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <chrono>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

inline ecr::timestamp time_from_seconds(double seconds) {
    return ecr::timestamp(std::chrono::milliseconds(std::llround(seconds * 1000)));
}

/// `Library` tells how to find and convert the values of one library's tree.
template <class Library>
struct dom_reader {
    using value = typename Library::value;

    static ecr::describe_images_response page(const value& from) {
        ecr::describe_images_response to;
        read(from, "imageDetails", to.image_details);
        read(from, "nextToken", to.next_token);
        return to;
    }

    static ecr::get_authorization_token_response token(const value& from) {
        ecr::get_authorization_token_response to;
        read(from, "authorizationData", to.authorization_data);
        return to;
    }

    static ecr::upload_layer_part_response part(const value& from) {
        ecr::upload_layer_part_response to;
        read(from, "registryId", to.registry_id);
        read(from, "repositoryName", to.repository_name);
        read(from, "uploadId", to.upload_id);
        read(from, "lastByteReceived", to.last_byte_received);
        return to;
    }

private:
    template <class T>
    static void read(const value& object, std::string_view name, T& to) {
        if (const value* member = Library::find(object, name)) convert(*member, to);
    }

    template <class T>
    static void convert(const value& from, std::optional<T>& to) {
        convert(from, to.emplace());
    }
    template <class T>
    static void convert(const value& from, std::vector<T>& to) {
        to.reserve(Library::size(from));
        Library::each_element(from, [&](const value& element) { convert(element, to.emplace_back()); });
    }
    static void convert(const value& from, std::string& to) { to = Library::text(from); }
    static void convert(const value& from, std::int64_t& to) { to = Library::integer(from); }
    static void convert(const value& from, ecr::timestamp& to) {
        to = time_from_seconds(Library::number(from));
    }
    template <class Enum>
    static void convert(const value& from, ecr::open_enum<Enum>& to) {
        to = ecr::open_enum<Enum>(Library::text(from));
    }

    static void convert(const value& from, ecr::image_scan_status& to) {
        read(from, "status", to.status);
        read(from, "description", to.description);
    }
    static void convert(const value& from, ecr::image_scan_findings_summary& to) {
        read(from, "imageScanCompletedAt", to.image_scan_completed_at);
        read(from, "vulnerabilitySourceUpdatedAt", to.vulnerability_source_updated_at);
        if (const value* counts = Library::find(from, "findingSeverityCounts")) {
            Library::each_member(*counts, [&](std::string_view key, const value& count) {
                const ecr::open_enum<ecr::finding_severity> severity(key);
                to.finding_severity_counts[severity] = static_cast<std::int32_t>(Library::integer(count));
            });
        }
    }
    static void convert(const value& from, ecr::image_detail& to) {
        read(from, "registryId", to.registry_id);
        read(from, "repositoryName", to.repository_name);
        read(from, "imageDigest", to.image_digest);
        read(from, "imageTags", to.image_tags);
        read(from, "imageSizeInBytes", to.image_size_in_bytes);
        read(from, "imagePushedAt", to.image_pushed_at);
        read(from, "imageScanStatus", to.image_scan_status);
        read(from, "imageScanFindingsSummary", to.image_scan_findings_summary);
        read(from, "imageManifestMediaType", to.image_manifest_media_type);
        read(from, "artifactMediaType", to.artifact_media_type);
        read(from, "lastRecordedPullTime", to.last_recorded_pull_time);
        read(from, "subjectManifestDigest", to.subject_manifest_digest);
        read(from, "imageStatus", to.image_status);
        read(from, "lastArchivedAt", to.last_archived_at);
        read(from, "lastActivatedAt", to.last_activated_at);
    }
    static void convert(const value& from, ecr::authorization_data& to) {
        read(from, "authorizationToken", to.authorization_token);
        read(from, "expiresAt", to.expires_at);
        read(from, "proxyEndpoint", to.proxy_endpoint);
    }
};
