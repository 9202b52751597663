#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/model/scan_status.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// A detail of a finding of basic scanning, such as the name of the package.
struct attribute {
    /// 1 to 128 characters.
    std::string key{};
    /// 1 to 256 characters.
    std::optional<std::string> value{};
};
ECR_SHAPE(attribute, key, (value, .bounds = &detail::from_1_to_256));

/// A vulnerability that basic scanning found.
struct image_scan_finding {
    /// Usually a CVE number.
    std::optional<std::string> name{};
    std::optional<std::string> description{};
    /// Page that describes the vulnerability.
    std::optional<std::string> uri{};
    std::optional<open_enum<ecr::finding_severity>> severity{};
    /// 0 to 50.
    std::vector<ecr::attribute> attributes{};
};
ECR_SHAPE(image_scan_finding, name, (description, .bounds = &detail::unlimited), uri, severity, attributes);

/// How severe one source rates a vulnerability in the Common Vulnerability Scoring System.
struct cvss_score {
    /// 0.0 to 10.0.
    std::optional<double> base_score{};
    /// The metrics behind the score, such as "CVSS:3.1/AV:N/AC:L/<more>".
    std::optional<std::string> scoring_vector{};
    /// Who gave the score.
    std::optional<std::string> source{};
    /// Of CVSS, such as "3.1".
    std::optional<std::string> version{};
};
ECR_SHAPE(cvss_score, base_score, scoring_vector, source, version);

/// A change that Amazon Inspector made to a CVSS score.
struct cvss_score_adjustment {
    std::optional<std::string> metric{};
    std::optional<std::string> reason{};
};
ECR_SHAPE(cvss_score_adjustment, metric, reason);

/// The CVSS score that Amazon Inspector used, after its adjustments.
struct cvss_score_details {
    std::vector<ecr::cvss_score_adjustment> adjustments{};
    /// 0.0 to 10.0.
    std::optional<double> score{};
    /// Who gave the score.
    std::optional<std::string> score_source{};
    /// The metrics behind the score, such as "CVSS:3.1/AV:N/AC:L/<more>".
    std::optional<std::string> scoring_vector{};
    /// Of CVSS, such as "3.1".
    std::optional<std::string> version{};
};
ECR_SHAPE(cvss_score_details, adjustments, score, score_source, scoring_vector, version);

/// Where the score of Amazon Inspector comes from.
struct score_details {
    std::optional<ecr::cvss_score_details> cvss{};
};
ECR_SHAPE(score_details, cvss);

/// A package in an image that has the vulnerability.
struct vulnerable_package {
    std::optional<std::string> arch{};
    std::optional<std::int32_t> epoch{};
    /// In the image.
    std::optional<std::string> file_path{};
    std::optional<std::string> name{};
    std::optional<std::string> package_manager{};
    std::optional<std::string> release{};
    /// Digest of the layer that has the package.
    std::optional<std::string> source_layer_hash{};
    std::optional<std::string> version{};
    /// Version to update to.
    std::optional<std::string> fixed_in_version{};
};
ECR_SHAPE(vulnerable_package, arch, epoch, file_path, name, package_manager, release, source_layer_hash,
          version, fixed_in_version);

/// A vulnerability as its source describes it, and the packages that have it.
struct package_vulnerability_details {
    std::vector<ecr::cvss_score> cvss{};
    std::vector<std::string> reference_urls{};
    std::vector<std::string> related_vulnerabilities{};
    /// Who published the vulnerability.
    std::optional<std::string> source{};
    std::optional<std::string> source_url{};
    /// When the vendor first listed the vulnerability.
    std::optional<timestamp> vendor_created_at{};
    /// In the words of the vendor, not a `finding_severity`.
    std::optional<std::string> vendor_severity{};
    std::optional<timestamp> vendor_updated_at{};
    /// Usually a CVE number.
    std::optional<std::string> vulnerability_id{};
    std::vector<ecr::vulnerable_package> vulnerable_packages{};
};
ECR_SHAPE(package_vulnerability_details, cvss, reference_urls, related_vulnerabilities, source, source_url,
          vendor_created_at, vendor_severity, vendor_updated_at, vulnerability_id, vulnerable_packages);

/// What to do about a finding.
struct recommendation {
    std::optional<std::string> url{};
    std::optional<std::string> text{};
};
ECR_SHAPE(recommendation, url, text);

/// How a finding can be resolved.
struct remediation {
    std::optional<ecr::recommendation> recommendation{};
};
ECR_SHAPE(remediation, recommendation);

/// The image that a finding is about.
struct aws_ecr_container_image_details {
    std::optional<std::string> architecture{};
    std::optional<std::string> author{};
    /// sha256 of the manifest, such as "sha256:<hex>".
    std::optional<std::string> image_hash{};
    /// Empty for an untagged image.
    std::vector<std::string> image_tags{};
    std::optional<std::string> platform{};
    std::optional<timestamp> pushed_at{};
    /// When a cluster last ran the image.
    std::optional<timestamp> last_in_use_at{};
    /// ECS and EKS clusters that run the image.
    std::optional<std::int64_t> in_use_count{};
    /// Account that owns the registry.
    std::optional<std::string> registry{};
    std::optional<std::string> repository_name{};
};
ECR_SHAPE(aws_ecr_container_image_details, architecture, author, image_hash, image_tags, platform, pushed_at,
          last_in_use_at, in_use_count, registry, repository_name);

/// What a finding is about, by the kind of resource.
struct resource_details {
    std::optional<ecr::aws_ecr_container_image_details> aws_ecr_container_image{};
};
ECR_SHAPE(resource_details, aws_ecr_container_image);

/// Something that a finding is about.
struct resource {
    std::optional<ecr::resource_details> details{};
    std::optional<std::string> id{};
    std::map<std::string, std::string> tags{};
    /// Such as "AWS_ECR_CONTAINER_IMAGE".
    std::optional<std::string> type{};
};
ECR_SHAPE(resource, details, id, tags, type);

/// A vulnerability that enhanced scanning, that is Amazon Inspector, found.
struct enhanced_image_scan_finding {
    std::optional<std::string> aws_account_id{};
    std::optional<std::string> description{};
    std::optional<std::string> finding_arn{};
    std::optional<timestamp> first_observed_at{};
    std::optional<timestamp> last_observed_at{};
    std::optional<ecr::package_vulnerability_details> package_vulnerability_details{};
    std::optional<ecr::remediation> remediation{};
    std::vector<ecr::resource> resources{};
    /// Given by Amazon Inspector, 0.0 to 10.0.
    std::optional<double> score{};
    std::optional<ecr::score_details> score_details{};
    /// In the words of Amazon Inspector, such as "HIGH" or "UNTRIAGED"; not a `finding_severity`.
    std::optional<std::string> severity{};
    /// "ACTIVE", "SUPPRESSED" or "CLOSED".
    std::optional<std::string> status{};
    std::optional<std::string> title{};
    /// Such as "PACKAGE_VULNERABILITY".
    std::optional<std::string> type{};
    std::optional<timestamp> updated_at{};
    /// "YES", "NO" or, when only some of the packages have a fix, "PARTIAL".
    std::optional<std::string> fix_available{};
    /// "YES" or "NO".
    std::optional<std::string> exploit_available{};
};
ECR_SHAPE(enhanced_image_scan_finding, aws_account_id, (description, .bounds = &detail::unlimited),
          finding_arn, first_observed_at, last_observed_at, package_vulnerability_details, remediation,
          resources, score, score_details, severity, status, title, type, updated_at, fix_available,
          exploit_available);

/// What the last completed scan of an image found.
struct image_scan_findings {
    std::optional<timestamp> image_scan_completed_at{};
    /// When the vulnerability data that the scan used was last updated.
    std::optional<timestamp> vulnerability_source_updated_at{};
    /// A severity that is missing has no finding.
    std::map<open_enum<ecr::finding_severity>, std::int32_t> finding_severity_counts{};
    /// From basic scanning.
    std::vector<ecr::image_scan_finding> findings{};
    /// From enhanced scanning; may still be empty when the scan is `complete` already.
    std::vector<ecr::enhanced_image_scan_finding> enhanced_findings{};
};
ECR_SHAPE(image_scan_findings, image_scan_completed_at, vulnerability_source_updated_at,
          finding_severity_counts, findings, enhanced_findings);

}
