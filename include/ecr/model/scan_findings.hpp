#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct attribute {
    std::string key{};
    std::optional<std::string> value{};
};
ECR_SHAPE(attribute, key, (value, .bounds = &detail::from_1_to_256));

struct image_scan_finding {
    std::optional<std::string> name{};
    std::optional<std::string> description{};
    std::optional<std::string> uri{};
    std::optional<open_enum<ecr::finding_severity>> severity{};
    std::vector<ecr::attribute> attributes{};
};
ECR_SHAPE(image_scan_finding, name, (description, .bounds = &detail::unlimited), uri, severity, attributes);

struct cvss_score {
    std::optional<double> base_score{};
    std::optional<std::string> scoring_vector{};
    std::optional<std::string> source{};
    std::optional<std::string> version{};
};
ECR_SHAPE(cvss_score, base_score, scoring_vector, source, version);

struct cvss_score_adjustment {
    std::optional<std::string> metric{};
    std::optional<std::string> reason{};
};
ECR_SHAPE(cvss_score_adjustment, metric, reason);

struct cvss_score_details {
    std::vector<ecr::cvss_score_adjustment> adjustments{};
    std::optional<double> score{};
    std::optional<std::string> score_source{};
    std::optional<std::string> scoring_vector{};
    std::optional<std::string> version{};
};
ECR_SHAPE(cvss_score_details, adjustments, score, score_source, scoring_vector, version);

struct score_details {
    std::optional<ecr::cvss_score_details> cvss{};
};
ECR_SHAPE(score_details, cvss);

struct vulnerable_package {
    std::optional<std::string> arch{};
    std::optional<std::int32_t> epoch{};
    std::optional<std::string> file_path{};
    std::optional<std::string> name{};
    std::optional<std::string> package_manager{};
    std::optional<std::string> release{};
    std::optional<std::string> source_layer_hash{};
    std::optional<std::string> version{};
    std::optional<std::string> fixed_in_version{};
};
ECR_SHAPE(vulnerable_package, arch, epoch, file_path, name, package_manager, release, source_layer_hash,
          version, fixed_in_version);

struct package_vulnerability_details {
    std::vector<ecr::cvss_score> cvss{};
    std::vector<std::string> reference_urls{};
    std::vector<std::string> related_vulnerabilities{};
    std::optional<std::string> source{};
    std::optional<std::string> source_url{};
    std::optional<timestamp> vendor_created_at{};
    std::optional<std::string> vendor_severity{};
    std::optional<timestamp> vendor_updated_at{};
    std::optional<std::string> vulnerability_id{};
    std::vector<ecr::vulnerable_package> vulnerable_packages{};
};
ECR_SHAPE(package_vulnerability_details, cvss, reference_urls, related_vulnerabilities, source, source_url,
          vendor_created_at, vendor_severity, vendor_updated_at, vulnerability_id, vulnerable_packages);

struct recommendation {
    std::optional<std::string> url{};
    std::optional<std::string> text{};
};
ECR_SHAPE(recommendation, url, text);

struct remediation {
    std::optional<ecr::recommendation> recommendation{};
};
ECR_SHAPE(remediation, recommendation);

struct aws_ecr_container_image_details {
    std::optional<std::string> architecture{};
    std::optional<std::string> author{};
    std::optional<std::string> image_hash{};
    std::vector<std::string> image_tags{};
    std::optional<std::string> platform{};
    std::optional<timestamp> pushed_at{};
    std::optional<timestamp> last_in_use_at{};
    std::optional<std::int64_t> in_use_count{};
    std::optional<std::string> registry{};
    std::optional<std::string> repository_name{};
};
ECR_SHAPE(aws_ecr_container_image_details, architecture, author, image_hash, image_tags, platform, pushed_at,
          last_in_use_at, in_use_count, registry, repository_name);

struct resource_details {
    std::optional<ecr::aws_ecr_container_image_details> aws_ecr_container_image{};
};
ECR_SHAPE(resource_details, aws_ecr_container_image);

struct resource {
    std::optional<ecr::resource_details> details{};
    std::optional<std::string> id{};
    std::map<std::string, std::string> tags{};
    std::optional<std::string> type{};
};
ECR_SHAPE(resource, details, id, tags, type);

struct enhanced_image_scan_finding {
    std::optional<std::string> aws_account_id{};
    std::optional<std::string> description{};
    std::optional<std::string> finding_arn{};
    std::optional<timestamp> first_observed_at{};
    std::optional<timestamp> last_observed_at{};
    std::optional<ecr::package_vulnerability_details> package_vulnerability_details{};
    std::optional<ecr::remediation> remediation{};
    std::vector<ecr::resource> resources{};
    std::optional<double> score{};
    std::optional<ecr::score_details> score_details{};
    std::optional<std::string> severity{};
    std::optional<std::string> status{};
    std::optional<std::string> title{};
    std::optional<std::string> type{};
    std::optional<timestamp> updated_at{};
    std::optional<std::string> fix_available{};
    std::optional<std::string> exploit_available{};
};
ECR_SHAPE(enhanced_image_scan_finding, aws_account_id, (description, .bounds = &detail::unlimited),
          finding_arn, first_observed_at, last_observed_at, package_vulnerability_details, remediation,
          resources, score, score_details, severity, status, title, type, updated_at, fix_available,
          exploit_available);

struct image_scan_findings {
    std::optional<timestamp> image_scan_completed_at{};
    std::optional<timestamp> vulnerability_source_updated_at{};
    std::map<open_enum<ecr::finding_severity>, std::int32_t> finding_severity_counts{};
    std::vector<ecr::image_scan_finding> findings{};
    std::vector<ecr::enhanced_image_scan_finding> enhanced_findings{};
};
ECR_SHAPE(image_scan_findings, image_scan_completed_at, vulnerability_source_updated_at,
          finding_severity_counts, findings, enhanced_findings);

}
