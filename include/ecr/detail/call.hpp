#pragma once

#include <ecr/blob.hpp>
#include <ecr/config.hpp>
#include <ecr/detail/reflect.hpp>
#include <ecr/error.hpp>
#include <ecr/header_view.hpp>
#include <ecr/response_metadata.hpp>
#include <ecr/violation.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

class http_transport;

namespace detail {

class call_core;

/// What one client, or one view of it, changes for its calls; absent parts are as the client was configured.
struct call_overrides {
    std::optional<std::string> region{};
    std::optional<std::string> endpoint_url{};
    std::optional<std::string> registry_id{};
    std::shared_ptr<credentials_provider> credentials{};
    std::optional<std::chrono::milliseconds> timeout{};
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
};

/// Where the answer goes.
struct call_output {
    const shape& type;
    void* object;
    response_metadata* metadata;
};

[[nodiscard]] ECR_DECL std::shared_ptr<call_core> make_call_core(boost::asio::any_io_executor executor,
                                                                 client_config config);
[[nodiscard]] ECR_DECL boost::asio::any_io_executor executor_of(const call_core& core) noexcept;
[[nodiscard]] ECR_DECL validation_level validation_of(const call_core& core,
                                                      const call_overrides& changed) noexcept;
[[nodiscard]] ECR_DECL http_transport& transport_of(call_core& core);
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::size_t>
warm(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed, std::size_t wanted);

/// One call with all its attempts: the response is in `output.object` unless an error comes back.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::optional<error>>
call(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed, call_input input,
     call_output output);

}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/call.ipp>
#endif
