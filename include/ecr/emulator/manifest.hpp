#pragma once

#include <ecr/emulator/stored_image.hpp>

#include <map>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// A manifest that was pushed, read.
struct manifest {
    /// All of it but what the push and the repository say.
    stored_image image{};
    /// The media type of each layer and of the configuration, by digest.
    std::map<std::string, std::string> media_types{};
};

/// Reads an image manifest or an index, of Docker or of OCI; refused as `errc::invalid_parameter`.
///
/// `media_type` is what the request says, for manifests that do not say it themselves.
[[nodiscard]] ECR_DECL manifest read_manifest(const std::string& text,
                                              const std::optional<std::string>& media_type);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/manifest.ipp>
#endif
