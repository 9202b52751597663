#pragma once

#include <ecr/emulator/image_work.hpp>
#include <ecr/model/image.hpp>
#include <ecr/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// An image that was pushed, with what its manifest says.
struct stored_image {
    std::string digest{};
    /// The exact bytes that were pushed.
    std::string manifest{};
    std::string media_type{};
    /// What kind of artifact: `artifactType`, or else the media type of the configuration.
    std::optional<std::string> artifact_type{};
    std::optional<std::string> subject_digest{};
    std::map<std::string, std::string> annotations{};
    std::optional<std::string> config_digest{};
    /// Without the configuration and without layers that are found elsewhere.
    std::vector<std::string> layers{};
    /// The manifests of an index.
    std::vector<std::string> children{};
    std::int64_t size = 0;

    std::set<std::string> tags{};
    timestamp pushed_at{};
    std::optional<timestamp> last_pulled_at{};
    ecr::image_status status = ecr::image_status::active;
    std::optional<timestamp> archived_at{};
    std::optional<timestamp> activated_at{};
    /// How many indexes of the repository list this image.
    std::size_t listed_by = 0;
    image_work work{};
};

}
