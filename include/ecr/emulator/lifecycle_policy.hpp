#pragma once

#include <ecr/emulator/stored_repository.hpp>
#include <ecr/model/image.hpp>
#include <ecr/model/lifecycle.hpp>
#include <ecr/timestamp.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// What a rule of a lifecycle policy measures.
enum class count_type {
    image_count_more_than,
    since_image_pushed,
    since_image_pulled,
    since_image_transitioned
};

/// One rule of a lifecycle policy.
struct lifecycle_rule {
    std::int32_t priority = 0;
    ecr::tag_status tags = ecr::tag_status::any;
    /// Each must match some tag of the image; prefixes end with an asterisk here.
    std::vector<std::string> patterns{};
    ecr::lifecycle_policy_storage_class from = ecr::lifecycle_policy_storage_class::standard;
    count_type counts{};
    /// Of images or of days.
    std::int32_t number = 0;
    ecr::image_action_type action{};
};

/// The rules of a policy by priority; refused as `errc::invalid_parameter` where the service refuses it.
[[nodiscard]] ECR_DECL std::vector<lifecycle_rule> read_lifecycle_policy(std::string_view text);

/// What the rules would do to which image, by digest.
///
/// Every rule looks at all images; one that a rule selects is out of reach of the rules behind it. Images
/// that a manifest list holds and artifacts whose subject is there stay.
[[nodiscard]] ECR_DECL std::map<std::string, ecr::lifecycle_policy_preview_result>
evaluate(const std::vector<lifecycle_rule>& rules, const stored_repository& in, timestamp now);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/lifecycle_evaluation.ipp>
#include <ecr/impl/emulator/lifecycle_policy.ipp>
#endif
