#pragma once

#include <ecr/errc.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What a call has to know about an operation when something goes wrong.
struct operation_traits {
    static constexpr std::size_t most_echoes = 2;

    std::string_view name{};
    /// Changes nothing, so any number of attempts does no harm.
    bool read_only = false;
    /// Answers page by page.
    bool paginated = false;
    /// `errc::limit_exceeded` means too many requests, not a quota of the account.
    bool limit_exceeded_is_throttling = false;
    /// The errors of a repeated call whose first attempt did the work.
    std::array<errc, most_echoes> echoes{};
    std::size_t echo_count = 0;

    constexpr bool is_echo(errc code) const noexcept {
        return std::find(echoes.begin(), echoes.begin() + echo_count, code) != echoes.begin() + echo_count;
    }
};

/// The traits of an operation that the service calls `name`. One that this version does not know changes
/// something, has quotas and no echoes.
[[nodiscard]] ECR_DECL operation_traits traits_of_operation(std::string_view name) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/operation_traits.ipp>
#endif
