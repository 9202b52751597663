#pragma once

#include <ecr/emulator/image_scans.hpp>
#include <ecr/emulator/images.hpp>
#include <ecr/emulator/paging.hpp>
#include <ecr/emulator/refuse.hpp>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdio>

namespace ecr::inline ECR_ABI::emulation {

namespace scan_findings {

ECR_DECL void count(ecr::image_scan_findings& in) {
    auto& counts = in.finding_severity_counts;
    for (const auto& each : in.findings) {
        if (each.severity) ++counts[*each.severity];
    }
    for (const auto& each : in.enhanced_findings) {
        if (each.severity) ++counts[open_enum<finding_severity>(*each.severity)];
    }
}

// As wide as any, so that texts sort as numbers do.
ECR_DECL std::string key_of(std::size_t index) {
    char text[24];
    std::snprintf(text, sizeof text, "%020zu", index);
    return text;
}

ECR_DECL std::size_t first_of(const pager& page) {
    std::size_t last = 0;
    const auto& key = page.after();
    if (key.empty()) return 0;
    std::from_chars(key.data(), key.data() + key.size(), last);
    return last + 1;
}

template <class Finding>
void take(const std::vector<Finding>& from, std::size_t first, std::size_t count,
          std::vector<Finding>& into) {
    const auto begin = std::min(first, from.size());
    const auto end = std::min(first + count, from.size());
    into.assign(from.begin() + static_cast<std::ptrdiff_t>(begin),
                from.begin() + static_cast<std::ptrdiff_t>(end));
}

/// The page of the findings of both kinds, those of basic scanning first.
ECR_DECL std::optional<std::string> fill(const pager& page, const ecr::image_scan_findings& all,
                                         ecr::image_scan_findings& into) {
    const auto first = first_of(page);
    const auto basic = all.findings.size();
    take(all.findings, first, page.size(), into.findings);
    const auto left = page.size() - into.findings.size();
    take(all.enhanced_findings, first - std::min(first, basic), left, into.enhanced_findings);
    const auto end = first + into.findings.size() + into.enhanced_findings.size();
    if (end >= basic + all.enhanced_findings.size()) return std::nullopt;
    return page.token_after(key_of(end - 1));
}

}

ECR_DECL void set_findings(registry& of, std::string_view repository, std::string_view digest,
                           std::string_view json) {
    auto read = from_json<describe_image_scan_findings_response>(json);
    known_findings known{.status = std::move(read.image_scan_status)};
    if (read.image_scan_findings) known.findings = std::move(*read.image_scan_findings);
    if (known.findings.finding_severity_counts.empty()) scan_findings::count(known.findings);
    of.findings.images[std::string(repository).append("@").append(digest)] = std::move(known);
}

ECR_DECL describe_image_scan_findings_response
on_describe_image_scan_findings(const handling& on, const describe_image_scan_findings_request& request) {
    const auto at = locate(on, request);
    const auto& image = require(at, request.image_id);
    const auto page = page_of(describe_image_scan_findings, request);
    auto seen = on.look_at(request.registry_id);
    const auto scan = scan_of(on, *seen, at.name, image);
    if (!scan)
        refuse(errc::scan_not_found, "Image scan does not exist for the image with digest '" + image.digest +
                                         "' in " + at.phrase());
    describe_image_scan_findings_response answer{
        .registry_id = at.registry_id,
        .repository_name = at.name,
        .image_id = image_identifier{.image_digest = image.digest, .image_tag = request.image_id.image_tag},
        .image_scan_status = scan->status};
    if (!scan->completed_at) return answer;
    auto& findings = answer.image_scan_findings.emplace();
    if (scan->found != nullptr) {
        findings.vulnerability_source_updated_at = scan->found->vulnerability_source_updated_at;
        findings.finding_severity_counts = scan->found->finding_severity_counts;
        answer.next_token = scan_findings::fill(page, *scan->found, findings);
    }
    findings.image_scan_completed_at = scan->completed_at;
    return answer;
}

}
