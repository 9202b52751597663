#pragma once

#include <ecr/detail/conditions.hpp>
#include <ecr/error.hpp>

#include <boost/config.hpp>
#include <boost/system/system_error.hpp>

#include <memory>
#include <string>
#include <type_traits>

namespace ecr::inline ECR_ABI {

/// What a failed call throws, always as the most specific of the types below.
///
/// It is a `boost::system::system_error` so that code written for Asio needs nothing new: `code()` is Asio's
/// `operation_aborted` after a cancellation, its `timed_out` after a timeout, the error of the system or of
/// TLS where one is the cause, and otherwise of `failure_category()`.
class BOOST_SYMBOL_VISIBLE exception : public boost::system::system_error {
public:
    explicit exception(ecr::error failure);

    /// The text of `to_string(error())`.
    [[nodiscard]] const char* what() const noexcept override;
    [[nodiscard]] const ecr::error& error() const noexcept { return error_; }

private:
    ecr::error error_;
    std::shared_ptr<const std::string> what_; // copying an exception must not throw
};

/// Any failure whose primary condition is `Condition`, or one that goes with it: `transient_exception` also
/// catches what was throttled and what timed out, `denied_exception` expired credentials and a skewed clock.
template <condition Condition>
class BOOST_SYMBOL_VISIBLE condition_exception
    : public std::conditional_t<detail::broader(Condition) == Condition, exception,
                                condition_exception<detail::broader(Condition)>> {
    using base = std::conditional_t<detail::broader(Condition) == Condition, exception,
                                    condition_exception<detail::broader(Condition)>>;

public:
    using base::base;
};

/// The error of the service with one declared code.
template <errc Code>
class BOOST_SYMBOL_VISIBLE service_exception
    : public condition_exception<detail::conditions_of(Code).primary().value()> {
    using base = condition_exception<detail::conditions_of(Code).primary().value()>;

public:
    using base::base;
};

/// \name Failures by condition, see `condition`.
/// @{
using throttled_exception = condition_exception<condition::throttled>;
using quota_exception = condition_exception<condition::quota>;
using not_found_exception = condition_exception<condition::not_found>;
using already_exists_exception = condition_exception<condition::already_exists>;
using conflict_exception = condition_exception<condition::conflict>;
using denied_exception = condition_exception<condition::denied>;
using expired_credentials_exception = condition_exception<condition::expired_credentials>;
using skewed_clock_exception = condition_exception<condition::skewed_clock>;
using invalid_exception = condition_exception<condition::invalid>;
using dependency_exception = condition_exception<condition::dependency>;
using transient_exception = condition_exception<condition::transient>;
using timed_out_exception = condition_exception<condition::timed_out>;
using cancelled_exception = condition_exception<condition::cancelled>;
/// @}

/// \name Failures by code, see `errc`.
/// @{
using blocked_by_organization_policy_exception = service_exception<errc::blocked_by_organization_policy>;
using empty_upload_exception = service_exception<errc::empty_upload>;
using exclusion_already_exists_exception = service_exception<errc::exclusion_already_exists>;
using exclusion_not_found_exception = service_exception<errc::exclusion_not_found>;
using image_already_exists_exception = service_exception<errc::image_already_exists>;
using image_archived_exception = service_exception<errc::image_archived>;
using image_digest_does_not_match_exception = service_exception<errc::image_digest_does_not_match>;
using image_not_found_exception = service_exception<errc::image_not_found>;
using image_storage_class_update_not_supported_exception =
    service_exception<errc::image_storage_class_update_not_supported>;
using image_tag_already_exists_exception = service_exception<errc::image_tag_already_exists>;
using invalid_layer_exception = service_exception<errc::invalid_layer>;
using invalid_layer_part_exception = service_exception<errc::invalid_layer_part>;
using invalid_parameter_exception = service_exception<errc::invalid_parameter>;
using invalid_tag_parameter_exception = service_exception<errc::invalid_tag_parameter>;
using kms_exception = service_exception<errc::kms>;
using layer_already_exists_exception = service_exception<errc::layer_already_exists>;
using layer_inaccessible_exception = service_exception<errc::layer_inaccessible>;
using layer_part_too_small_exception = service_exception<errc::layer_part_too_small>;
using layers_not_found_exception = service_exception<errc::layers_not_found>;
using lifecycle_policy_not_found_exception = service_exception<errc::lifecycle_policy_not_found>;
using lifecycle_policy_preview_in_progress_exception =
    service_exception<errc::lifecycle_policy_preview_in_progress>;
using lifecycle_policy_preview_not_found_exception =
    service_exception<errc::lifecycle_policy_preview_not_found>;
using limit_exceeded_exception = service_exception<errc::limit_exceeded>;
using pull_through_cache_rule_already_exists_exception =
    service_exception<errc::pull_through_cache_rule_already_exists>;
using pull_through_cache_rule_not_found_exception =
    service_exception<errc::pull_through_cache_rule_not_found>;
using referenced_images_not_found_exception = service_exception<errc::referenced_images_not_found>;
using registry_policy_not_found_exception = service_exception<errc::registry_policy_not_found>;
using replication_backfill_in_progress_exception = service_exception<errc::replication_backfill_in_progress>;
using replication_backfill_invalid_status_exception =
    service_exception<errc::replication_backfill_invalid_status>;
using replication_backfill_not_found_exception = service_exception<errc::replication_backfill_not_found>;
using repository_already_exists_exception = service_exception<errc::repository_already_exists>;
using repository_not_empty_exception = service_exception<errc::repository_not_empty>;
using repository_not_found_exception = service_exception<errc::repository_not_found>;
using repository_policy_not_found_exception = service_exception<errc::repository_policy_not_found>;
using scan_not_found_exception = service_exception<errc::scan_not_found>;
using secret_not_found_exception = service_exception<errc::secret_not_found>;
using server_exception = service_exception<errc::server>;
using signing_configuration_not_found_exception = service_exception<errc::signing_configuration_not_found>;
using template_already_exists_exception = service_exception<errc::template_already_exists>;
using template_not_found_exception = service_exception<errc::template_not_found>;
using too_many_tags_exception = service_exception<errc::too_many_tags>;
using unable_to_access_secret_exception = service_exception<errc::unable_to_access_secret>;
using unable_to_decrypt_secret_value_exception = service_exception<errc::unable_to_decrypt_secret_value>;
using unable_to_get_upstream_image_exception = service_exception<errc::unable_to_get_upstream_image>;
using unable_to_get_upstream_layer_exception = service_exception<errc::unable_to_get_upstream_layer>;
using unable_to_list_upstream_image_referrers_exception =
    service_exception<errc::unable_to_list_upstream_image_referrers>;
using unsupported_image_type_exception = service_exception<errc::unsupported_image_type>;
using unsupported_upstream_registry_exception = service_exception<errc::unsupported_upstream_registry>;
using upload_not_found_exception = service_exception<errc::upload_not_found>;
using validation_exception = service_exception<errc::validation>;
/// @}

/// Throws `failure` as the most specific exception.
[[noreturn]] void throw_error(ecr::error failure);

/// The category of codes that only say where a call failed: an `error_kind`, plus one.
const boost::system::error_category& failure_category() noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/exception.ipp>
#endif
