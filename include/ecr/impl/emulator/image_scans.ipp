#pragma once

#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/refuse.hpp>
#include <ecr/emulator/scanning_rules.hpp>

namespace ecr::inline ECR_ABI::emulation {

namespace scans {

ECR_DECL bool is_enhanced(const registry& of) {
    return of.settings.scanning.scan_type == scan_type::enhanced;
}

// Neither an index nor an artifact such as a chart or a signature has packages to look at.
ECR_DECL bool can_be_scanned(const stored_image& image) {
    const auto& kind = image.artifact_type;
    return image.children.empty() && image.config_digest &&
           (!kind || *kind == "application/vnd.docker.container.image.v1+json" ||
            *kind == "application/vnd.oci.image.config.v1+json");
}

/// The scan that counts: what was found by another kind of scanning is no longer shown.
ECR_DECL std::optional<image_scan> current(const registry& of, const std::string& repository,
                                           const stored_image& image) {
    const auto& settings = of.settings;
    const auto& begun = image.work.scan;
    if (begun && begun->type == settings.scanning.scan_type) return begun;
    if (!is_enhanced(of)) return std::nullopt;
    const auto frequency = scanning_of(settings, repository).frequency;
    if (frequency != scan_frequency::continuous_scan) return std::nullopt;
    const auto since = settings.scanning_since.value_or(image.pushed_at);
    return image_scan{scan_type::enhanced, frequency, std::max(since, image.pushed_at)};
}

ECR_DECL ecr::image_scan_status saying(scan_status status, std::string description) {
    return {.status = status, .description = std::move(description)};
}

/// How a scan ends that nothing else was said about.
ECR_DECL ecr::image_scan_status end_of(const image_scan& scan) {
    if (scan.frequency == scan_frequency::continuous_scan)
        return saying(scan_status::active, "Continuous scan is selected for image.");
    return saying(scan_status::complete, "The scan was completed successfully.");
}

ECR_DECL bool shows_findings(const ecr::image_scan_status& status) {
    return status.status == scan_status::complete || status.status == scan_status::active ||
           status.status == scan_status::scan_eligibility_expired;
}

}

ECR_DECL std::optional<scan_view> scan_of(const handling& on, const registry& of,
                                          const std::string& repository, const stored_image& image) {
    const auto scan = scans::current(of, repository, image);
    if (!scan) return std::nullopt;
    if (image.status != image_status::active)
        return scan_view{scans::saying(scan_status::image_archived, "Archived images are not scanned.")};
    if (!scans::can_be_scanned(image))
        return scan_view{scans::saying(scan_status::unsupported_image,
                                       "UnsupportedImageError: The image cannot be scanned.")};
    const auto begins_at = scan->requested_at + on.all.times().scan_pending;
    const auto ends_at = begins_at + on.all.times().scan;
    const bool continuous = scan->frequency == scan_frequency::continuous_scan;
    if (on.now < (continuous ? ends_at : begins_at))
        return scan_view{scans::saying(scan_status::pending, "The scan is about to begin.")};
    if (on.now < ends_at)
        return scan_view{scans::saying(scan_status::in_progress, "The scan is in progress.")};
    scan_view view{.status = scans::end_of(*scan)};
    const auto known = of.findings.images.find(repository + "@" + image.digest);
    if (known != of.findings.images.end()) {
        if (known->second.status) view.status = *known->second.status;
        view.found = &known->second.findings;
    }
    if (scans::shows_findings(view.status)) view.completed_at = ends_at;
    return view;
}

ECR_DECL void scan_on_push(const handling& on, const registry& of, const std::string& repository,
                           stored_image& image) {
    if (image.work.scan || image.pushed_at != on.now) return;
    const auto& stored = of.repositories.find(repository)->second;
    const auto frequency = scanning_of(of.settings, stored.description).frequency;
    if (frequency == scan_frequency::manual) return;
    image.work.scan =
        image_scan{of.settings.scanning.scan_type.value_or(scan_type::basic), frequency, on.now};
}

ECR_DECL void show_scan(const handling& on, const registry& of, const stored_image& image,
                        ecr::image_detail& in) {
    auto scan = scan_of(on, of, in.repository_name.value_or(""), image);
    if (!scan) return;
    in.image_scan_status = std::move(scan->status);
    if (!scan->completed_at) return;
    auto& summary = in.image_scan_findings_summary.emplace();
    summary.image_scan_completed_at = scan->completed_at;
    if (scan->found == nullptr) return;
    summary.vulnerability_source_updated_at = scan->found->vulnerability_source_updated_at;
    summary.finding_severity_counts = scan->found->finding_severity_counts;
}

ECR_DECL start_image_scan_response on_start_image_scan(const handling& on,
                                                       const start_image_scan_request& request) {
    const auto at = locate(on, request);
    auto& image = require(at, request.image_id);
    auto seen = on.look_at(request.registry_id);
    const registry& own = *seen;
    const auto whose = "the image with digest '" + image.digest + "' in " + at.phrase();
    if (image.status != image_status::active)
        refuse(errc::image_archived, "The scan cannot start because " + whose + " is archived");
    if (scans::is_enhanced(own))
        refuse(errc::validation, "This feature is disabled: enhanced scanning is turned on in the registry "
                                 "with id '" +
                                     own.account + "'");
    if (!scans::can_be_scanned(image))
        refuse(errc::unsupported_image_type,
               "The scan cannot start because the type of " + whose + " is not supported");
    auto& scan = image.work.scan;
    if (scan && scan->type == scan_type::basic && on.now < scan->requested_at + on.all.times().between_scans)
        refuse(errc::limit_exceeded,
               "The scan quota per image has been exceeded for " + whose + ". Wait and try again.");
    scan = image_scan{scan_type::basic, scan_frequency::manual, on.now};
    return {.registry_id = at.registry_id,
            .repository_name = at.name,
            .image_id =
                image_identifier{.image_digest = image.digest, .image_tag = request.image_id.image_tag},
            .image_scan_status = scan_of(on, own, at.name, image)->status};
}

ECR_DECL std::span<const route> image_scans_routes() {
    static constexpr route all[]{
        route_of<start_image_scan, on_start_image_scan>(),
        route_of<describe_image_scan_findings, on_describe_image_scan_findings>(),
    };
    return all;
}

}
