#include "json_dom.hpp"
#include "json_libraries.hpp"

#include <simdjson.h>

namespace with_simdjson {

namespace {

namespace ondemand = simdjson::ondemand;

std::string_view text(ondemand::value from) {
    return from.get_string();
}

void convert(ondemand::value from, std::string& to) {
    to = text(from);
}
void convert(ondemand::value from, std::int64_t& to) {
    to = from.get_int64();
}
void convert(ondemand::value from, ecr::timestamp& to) {
    to = time_from_seconds(from.get_double());
}
template <class Enum>
void convert(ondemand::value from, ecr::open_enum<Enum>& to) {
    to = ecr::open_enum<Enum>(text(from));
}
void convert(ondemand::value from, ecr::image_detail& to);
void convert(ondemand::value from, ecr::image_scan_status& to);
void convert(ondemand::value from, ecr::image_scan_findings_summary& to);
void convert(ondemand::value from, ecr::authorization_data& to);

template <class T>
void convert(ondemand::value from, std::optional<T>& to) {
    convert(from, to.emplace());
}
template <class T>
void convert(ondemand::value from, std::vector<T>& to) {
    for (ondemand::value element : from.get_array()) convert(element, to.emplace_back());
}

/// Calls `visit` with a test for the key and the value of each member.
template <class Object, class Visitor>
void each_member(Object&& object, Visitor visit) {
    for (ondemand::field member : object) {
        const ondemand::raw_json_string key = member.key();
        visit([key](std::string_view name) { return key.unsafe_is_equal(name); }, member.value());
    }
}

void convert(ondemand::value from, ecr::image_detail& to) {
    each_member(from.get_object(), [&to](auto is, ondemand::value value) {
        if (is("registryId")) return convert(value, to.registry_id);
        if (is("repositoryName")) return convert(value, to.repository_name);
        if (is("imageDigest")) return convert(value, to.image_digest);
        if (is("imageTags")) return convert(value, to.image_tags);
        if (is("imageSizeInBytes")) return convert(value, to.image_size_in_bytes);
        if (is("imagePushedAt")) return convert(value, to.image_pushed_at);
        if (is("imageScanStatus")) return convert(value, to.image_scan_status);
        if (is("imageScanFindingsSummary")) return convert(value, to.image_scan_findings_summary);
        if (is("imageManifestMediaType")) return convert(value, to.image_manifest_media_type);
        if (is("artifactMediaType")) return convert(value, to.artifact_media_type);
        if (is("lastRecordedPullTime")) return convert(value, to.last_recorded_pull_time);
        if (is("subjectManifestDigest")) return convert(value, to.subject_manifest_digest);
        if (is("imageStatus")) return convert(value, to.image_status);
        if (is("lastArchivedAt")) return convert(value, to.last_archived_at);
        if (is("lastActivatedAt")) return convert(value, to.last_activated_at);
    });
}

void convert(ondemand::value from, ecr::image_scan_status& to) {
    each_member(from.get_object(), [&to](auto is, ondemand::value value) {
        if (is("status")) return convert(value, to.status);
        if (is("description")) return convert(value, to.description);
    });
}

void convert(ondemand::value from, ecr::image_scan_findings_summary& to) {
    each_member(from.get_object(), [&to](auto is, ondemand::value value) {
        if (is("imageScanCompletedAt")) return convert(value, to.image_scan_completed_at);
        if (is("vulnerabilitySourceUpdatedAt")) return convert(value, to.vulnerability_source_updated_at);
        if (is("findingSeverityCounts")) {
            for (ondemand::field count : value.get_object()) {
                const std::string_view key = count.unescaped_key();
                const ecr::open_enum<ecr::finding_severity> severity(key);
                to.finding_severity_counts[severity] =
                    static_cast<std::int32_t>(std::int64_t(count.value().get_int64()));
            }
        }
    });
}

void convert(ondemand::value from, ecr::authorization_data& to) {
    each_member(from.get_object(), [&to](auto is, ondemand::value value) {
        if (is("authorizationToken")) return convert(value, to.authorization_token);
        if (is("expiresAt")) return convert(value, to.expires_at);
        if (is("proxyEndpoint")) return convert(value, to.proxy_endpoint);
    });
}

// Kept from call to call, as its documentation asks for.
thread_local ondemand::parser parser;

simdjson::padded_string_view in_place(std::string_view text) {
    return simdjson::padded_string_view(text.data(), text.size(), text.size() + simdjson::SIMDJSON_PADDING);
}

ecr::describe_images_response read_page(simdjson::padded_string_view text) {
    ecr::describe_images_response to;
    ondemand::document document = parser.iterate(text);
    each_member(document.get_object(), [&to](auto is, ondemand::value value) {
        if (is("imageDetails")) return convert(value, to.image_details);
        if (is("nextToken")) return convert(value, to.next_token);
    });
    return to;
}

ecr::get_authorization_token_response read_token(simdjson::padded_string_view text) {
    ecr::get_authorization_token_response to;
    ondemand::document document = parser.iterate(text);
    each_member(document.get_object(), [&to](auto is, ondemand::value value) {
        if (is("authorizationData")) return convert(value, to.authorization_data);
    });
    return to;
}

}

ecr::describe_images_response page(std::string_view text) {
    return read_page(in_place(text));
}

ecr::get_authorization_token_response token(std::string_view text) {
    return read_token(in_place(text));
}

ecr::describe_images_response page_copied(std::string_view text) {
    const simdjson::padded_string copy(text);
    return read_page(copy);
}

ecr::get_authorization_token_response token_copied(std::string_view text) {
    const simdjson::padded_string copy(text);
    return read_token(copy);
}

std::size_t padding() {
    return simdjson::SIMDJSON_PADDING;
}

std::string implementation() {
    return simdjson::get_active_implementation()->name();
}

}
