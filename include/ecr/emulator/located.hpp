#pragma once

#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/stored_repository.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// The repository that a request is about, and how messages name it.
struct located {
    stored_repository& stored;
    std::string registry_id{};
    std::string name{};

    /// `the repository with name 'web' in the registry with id '123456789012'`.
    [[nodiscard]] std::string phrase() const;
};

/// Finds a repository, with all that is due by now done; refused as `errc::repository_not_found`.
[[nodiscard]] ECR_DECL located locate(const handling& on, const std::optional<std::string>& registry_id,
                                      const std::string& name);

template <class Request>
[[nodiscard]] located locate(const handling& on, const Request& request) {
    return locate(on, request.registry_id, request.repository_name);
}

/// Such as `123456789012.dkr.ecr.eu-west-1.amazonaws.com`.
[[nodiscard]] ECR_DECL std::string host_of(const std::string& account, const std::string& region);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/located.ipp>
#endif
