#pragma once

#include <ecr/condition.hpp>
#include <ecr/errc.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI {

struct error_data;

}

namespace ecr::inline ECR_ABI::detail {

/// The wider condition that always holds with `value`, or `value` itself.
constexpr condition broader(condition value) noexcept {
    switch (value) {
    case condition::throttled:
    case condition::timed_out:
        return condition::transient;
    case condition::expired_credentials:
    case condition::skewed_clock:
        return condition::denied;
    default:
        return value;
    }
}

/// The conditions that an error meets. The first one added is the primary one, after which the exception is
/// chosen.
class condition_set {
public:
    constexpr condition_set() = default;
    constexpr condition_set(std::initializer_list<condition> all) noexcept {
        for (const condition each : all) add(each);
    }

    constexpr void add(condition value) noexcept {
        if (empty()) primary_ = value;
        bits_ = static_cast<std::uint16_t>(bits_ | bit(value) | bit(broader(value)));
    }
    constexpr void add(condition_set other) noexcept {
        if (empty()) primary_ = other.primary_;
        bits_ = static_cast<std::uint16_t>(bits_ | other.bits_);
    }

    constexpr bool empty() const noexcept { return bits_ == 0; }
    constexpr bool has(condition value) const noexcept { return (bits_ & bit(value)) != 0; }
    constexpr std::optional<condition> primary() const noexcept {
        return empty() ? std::nullopt : std::optional(primary_);
    }

    friend constexpr bool operator==(condition_set, condition_set) = default;

private:
    static constexpr unsigned bit(condition value) noexcept { return 1U << static_cast<unsigned>(value); }

    std::uint16_t bits_ = 0;
    condition primary_{};
};

namespace conditions {

using enum condition;

struct modelled {
    errc code;
    condition_set met;
};

// In the order of the enumerators; the first condition of a row is the primary one.
inline constexpr modelled table[] = {
    {errc::blocked_by_organization_policy, {denied}},
    {errc::empty_upload, {invalid}},
    {errc::exclusion_already_exists, {already_exists}},
    {errc::exclusion_not_found, {not_found}},
    {errc::image_already_exists, {already_exists}},
    {errc::image_archived, {conflict}},
    {errc::image_digest_does_not_match, {invalid}},
    {errc::image_not_found, {not_found}},
    {errc::image_storage_class_update_not_supported, {conflict}},
    {errc::image_tag_already_exists, {already_exists}},
    {errc::invalid_layer, {invalid}},
    {errc::invalid_layer_part, {invalid}},
    {errc::invalid_parameter, {invalid}},
    {errc::invalid_tag_parameter, {invalid}},
    {errc::kms, {dependency}},
    {errc::layer_already_exists, {already_exists}},
    {errc::layer_inaccessible, {conflict}},
    {errc::layer_part_too_small, {invalid}},
    {errc::layers_not_found, {not_found}},
    {errc::lifecycle_policy_not_found, {not_found}},
    {errc::lifecycle_policy_preview_in_progress, {conflict}},
    {errc::lifecycle_policy_preview_not_found, {not_found}},
    {errc::limit_exceeded, {quota}},
    {errc::pull_through_cache_rule_already_exists, {already_exists}},
    {errc::pull_through_cache_rule_not_found, {not_found}},
    {errc::referenced_images_not_found, {not_found}},
    {errc::registry_policy_not_found, {not_found}},
    {errc::replication_backfill_in_progress, {conflict}},
    {errc::replication_backfill_invalid_status, {conflict}},
    {errc::replication_backfill_not_found, {not_found}},
    {errc::repository_already_exists, {already_exists}},
    {errc::repository_not_empty, {conflict}},
    {errc::repository_not_found, {not_found}},
    {errc::repository_policy_not_found, {not_found}},
    {errc::scan_not_found, {not_found}},
    {errc::secret_not_found, {not_found, dependency}},
    {errc::server, {transient}},
    {errc::signing_configuration_not_found, {not_found}},
    {errc::template_already_exists, {already_exists}},
    {errc::template_not_found, {not_found}},
    {errc::too_many_tags, {quota}},
    {errc::unable_to_access_secret, {denied, dependency}},
    {errc::unable_to_decrypt_secret_value, {dependency}},
    {errc::unable_to_get_upstream_image, {dependency}},
    {errc::unable_to_get_upstream_layer, {dependency}},
    {errc::unable_to_list_upstream_image_referrers, {dependency}},
    {errc::unsupported_image_type, {invalid}},
    {errc::unsupported_upstream_registry, {invalid}},
    {errc::upload_not_found, {not_found}},
    {errc::validation, {invalid}},
};

static_assert(std::size(table) == enum_table<errc>::count);
static_assert([] {
    for (std::size_t index = 0; index != std::size(table); ++index) {
        if (table[index].code != static_cast<errc>(index) || table[index].met.empty()) return false;
    }
    return true;
}());

}

constexpr condition_set conditions_of(errc code) noexcept {
    return conditions::table[static_cast<std::size_t>(code)].met;
}

/// The conditions of a code that the service sends without declaring it; none for one that nobody knows.
condition_set conditions_of_undeclared(std::string_view code) noexcept;

/// The conditions of a whole error; `code` is its declared code.
condition_set conditions_of(const error_data& data, std::optional<errc> code) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/conditions.ipp>
#endif
