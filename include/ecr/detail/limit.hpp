#pragma once

#include <ecr/detail/config.hpp>

#include <cstdint>
#include <limits>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What the service accepts: the length of a text, list or blob, the range of a number, the form of a text.
struct limit {
    std::int64_t min = std::numeric_limits<std::int64_t>::min();
    std::int64_t max = std::numeric_limits<std::int64_t>::max();
    std::string_view pattern{};
    const limit* element = nullptr;

    constexpr bool has_min() const noexcept { return min != std::numeric_limits<std::int64_t>::min(); }
    constexpr bool has_max() const noexcept { return max != std::numeric_limits<std::int64_t>::max(); }
};

/// The limit that members of this name have throughout the API, or null.
ECR_DECL const limit* usual_limit(std::string_view member) noexcept;

/// \name Limits of members that differ from the usual one of their name; set beside the shape that has them.
/// @{
inline constexpr limit unlimited{};
inline constexpr limit up_to_2{.min = 0, .max = 2};
inline constexpr limit up_to_100{.min = 0, .max = 100};
inline constexpr limit up_to_1000{.min = 0, .max = 1000};
inline constexpr limit from_1_to_50{.min = 1, .max = 50};
inline constexpr limit from_1_to_64{.min = 1, .max = 64};
inline constexpr limit from_1_to_100{.min = 1, .max = 100};
inline constexpr limit from_1_to_256{.min = 1, .max = 256};
inline constexpr limit batched_layer_digests{.min = 1, .max = 100, .element = &up_to_1000};
inline constexpr limit any_repository_name{
    .min = 2,
    .max = 256,
    .pattern = R"([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*)"};
inline constexpr limit from_1_to_25_repository_names{.min = 1, .max = 25, .element = &any_repository_name};
inline constexpr limit exclusion_filter_text{.min = 1, .max = 128, .pattern = "^[0-9a-zA-Z._*-]{1,128}$"};
inline constexpr limit repository_filter_text{
    .min = 2, .max = 256, .pattern = "^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$"};
inline constexpr limit scanning_filter_text{
    .min = 1, .max = 255, .pattern = R"(^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$)"};
inline constexpr limit signing_filter_text{
    .min = 1, .max = 256, .pattern = "^(?:[a-z0-9*]+(?:[._-][a-z0-9*]+)*/)*[a-z0-9*]+(?:[._-][a-z0-9*]+)*$"};
inline constexpr limit template_kms_key{
    .min = 0, .max = 2048, .pattern = R"(^$|arn:aws[a-z0-9-]*:kms:[a-z0-9-]+:[0-9]{12}:key\/[a-z0-9-]+)"};
/// @}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/limit.ipp>
#endif
