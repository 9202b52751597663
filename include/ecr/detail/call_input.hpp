#pragma once

#include <ecr/blob.hpp>
#include <ecr/config.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/response_metadata.hpp>
#include <ecr/violation.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// What one client, or one view of it, changes for its calls; absent parts are as the client was configured.
struct call_overrides {
    std::optional<std::string> region{};
    std::optional<std::string> endpoint_url{};
    std::optional<std::string> registry_id{};
    std::shared_ptr<credentials_provider> credentials{};
    /// Zero or less, such as what is left until a deadline that has passed, ends the call before it begins.
    std::optional<std::chrono::milliseconds> timeout{};
    /// Zero switches the configured limit off.
    std::optional<std::chrono::milliseconds> attempt_timeout{};
    std::optional<int> max_attempts{};
    std::optional<validation_level> validation{};
    /// Sent and signed beside the client's own, whose names they must not have. A view of a view replaces
    /// headers of the same name, in any case.
    std::vector<std::pair<std::string, std::string>> headers{};
};

/// A request as it leaves its type behind.
struct call_input {
    std::string_view operation{};
    std::string text{};
    std::size_t blob_at = 0;
    ecr::blob blob{};
    std::vector<violation> violations{};
    /// What of the library makes the call, for the user agent.
    std::string_view feature{};
};

/// Where the answer goes.
struct call_output {
    const shape& type;
    void* object;
    response_metadata* metadata;
};

}
