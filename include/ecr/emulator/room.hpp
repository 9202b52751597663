#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/model/creation_template.hpp>

#include <cstdint>
#include <map>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

using tag_map = std::map<std::string, std::string>;

/// What counts for `quotas::bytes`.
[[nodiscard]] ECR_DECL std::uint64_t bytes_of(const world& all);
[[nodiscard]] ECR_DECL std::uint64_t bytes_of(const tag_map& tags);
/// What a repository that is made of the template begins with.
[[nodiscard]] ECR_DECL std::uint64_t bytes_of(const ecr::repository_creation_template& of);

/// Refuses as `errc::limit_exceeded` if that many bytes more are too many.
ECR_DECL void check_room(const handling& on, std::uint64_t more);

/// The same for what takes the place of something; less is never refused.
ECR_DECL void check_replacement(const handling& on, std::uint64_t before, std::uint64_t after);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/room.ipp>
#endif
