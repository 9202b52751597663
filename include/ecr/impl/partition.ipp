#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/partition.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

inline constexpr std::string_view aws_prefixes[] = {"us", "eu", "ap", "sa", "ca", "me", "af", "il", "mx"};
inline constexpr std::string_view aws_regions[] = {
    "af-south-1",     "ap-east-1",      "ap-east-2",      "ap-northeast-1", "ap-northeast-2",
    "ap-northeast-3", "ap-south-1",     "ap-south-2",     "ap-southeast-1", "ap-southeast-2",
    "ap-southeast-3", "ap-southeast-4", "ap-southeast-5", "ap-southeast-6", "ap-southeast-7",
    "aws-global",     "ca-central-1",   "ca-west-1",      "eu-central-1",   "eu-central-2",
    "eu-north-1",     "eu-south-1",     "eu-south-2",     "eu-west-1",      "eu-west-2",
    "eu-west-3",      "il-central-1",   "me-central-1",   "me-south-1",     "mx-central-1",
    "sa-east-1",      "us-east-1",      "us-east-2",      "us-west-1",      "us-west-2"};

inline constexpr std::string_view aws_cn_prefixes[] = {"cn"};
inline constexpr std::string_view aws_cn_regions[] = {"aws-cn-global", "cn-north-1", "cn-northwest-1"};

inline constexpr std::string_view aws_eusc_prefixes[] = {"eusc-de"};
inline constexpr std::string_view aws_eusc_regions[] = {"eusc-de-east-1"};

inline constexpr std::string_view aws_iso_prefixes[] = {"us-iso"};
inline constexpr std::string_view aws_iso_regions[] = {"aws-iso-global", "us-iso-east-1", "us-iso-west-1"};

inline constexpr std::string_view aws_iso_b_prefixes[] = {"us-isob"};
inline constexpr std::string_view aws_iso_b_regions[] = {"aws-iso-b-global", "us-isob-east-1",
                                                         "us-isob-west-1"};

inline constexpr std::string_view aws_iso_e_prefixes[] = {"eu-isoe"};
inline constexpr std::string_view aws_iso_e_regions[] = {"aws-iso-e-global", "eu-isoe-west-1"};

inline constexpr std::string_view aws_iso_f_prefixes[] = {"us-isof"};
inline constexpr std::string_view aws_iso_f_regions[] = {"aws-iso-f-global", "us-isof-east-1",
                                                         "us-isof-south-1"};

inline constexpr std::string_view aws_us_gov_prefixes[] = {"us-gov"};
inline constexpr std::string_view aws_us_gov_regions[] = {"aws-us-gov-global", "us-gov-east-1",
                                                          "us-gov-west-1"};

inline constexpr partition all_partitions[] = {
    {"aws", "amazonaws.com", "api.aws", "us-east-1", true, true, aws_prefixes, aws_regions},
    {"aws-cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "cn-northwest-1", true, true,
     aws_cn_prefixes, aws_cn_regions},
    {"aws-eusc", "amazonaws.eu", "api.amazonwebservices.eu", "eusc-de-east-1", true, true, aws_eusc_prefixes,
     aws_eusc_regions},
    {"aws-iso", "c2s.ic.gov", "api.aws.ic.gov", "us-iso-east-1", true, true, aws_iso_prefixes,
     aws_iso_regions},
    {"aws-iso-b", "sc2s.sgov.gov", "api.aws.scloud", "us-isob-east-1", true, true, aws_iso_b_prefixes,
     aws_iso_b_regions},
    {"aws-iso-e", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "eu-isoe-west-1", true, true,
     aws_iso_e_prefixes, aws_iso_e_regions},
    {"aws-iso-f", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "us-isof-south-1", true, true, aws_iso_f_prefixes,
     aws_iso_f_regions},
    {"aws-us-gov", "amazonaws.com", "api.aws", "us-gov-west-1", true, true, aws_us_gov_prefixes,
     aws_us_gov_regions},
};

ECR_DECL std::span<const partition> partitions() noexcept {
    return all_partitions;
}

ECR_DECL bool matches_region_pattern(const partition& where, std::string_view region) noexcept {
    const auto is_word = [](char c) { return is_alphanumeric(c) || c == '_'; };

    return std::any_of(
        where.region_prefixes.begin(), where.region_prefixes.end(), [&](std::string_view prefix) {
            if (!region.starts_with(prefix)) return false;
            const auto rest = region.substr(prefix.size());
            const auto dash = rest.find('-', 1);
            return rest.starts_with('-') && dash != std::string_view::npos &&
                   each_is(rest.substr(1, dash - 1), is_word) && each_is(rest.substr(dash + 1), is_digit);
        });
}

ECR_DECL const partition& partition_of(std::string_view region) noexcept {
    for (const auto& candidate : all_partitions) {
        const auto& listed = candidate.regions;
        if (std::find(listed.begin(), listed.end(), region) != listed.end()) return candidate;
    }
    for (const auto& candidate : all_partitions) {
        if (matches_region_pattern(candidate, region)) return candidate;
    }
    return all_partitions[0];
}

}
