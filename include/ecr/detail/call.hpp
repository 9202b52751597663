#pragma once

#include <ecr/detail/call_input.hpp>
#include <ecr/error.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <memory>
#include <optional>

namespace ecr::inline ECR_ABI {

class http_transport;
enum class close_mode;

namespace detail {

class call_core;

[[nodiscard]] ECR_DECL std::shared_ptr<call_core> make_call_core(boost::asio::any_io_executor executor,
                                                                 client_config config);
[[nodiscard]] ECR_DECL boost::asio::any_io_executor executor_of(const call_core& core) noexcept;
[[nodiscard]] ECR_DECL validation_level validation_of(const call_core& core,
                                                      const call_overrides& changed) noexcept;
[[nodiscard]] ECR_DECL http_transport& transport_of(call_core& core);
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::size_t>
warm(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed, std::size_t wanted);

/// Closes the transport, and waits until neither it nor a pause between attempts is under way.
[[nodiscard]] ECR_DECL boost::asio::awaitable<void> close(std::shared_ptr<call_core> core, close_mode mode);

/// The error of a request that breaks the rules.
[[nodiscard]] ECR_DECL error invalid_request(const call_input& input);

/// One call with all its attempts: the response is in `output.object` unless an error comes back. All that
/// is passed by reference must outlive the call.
[[nodiscard]] ECR_DECL boost::asio::awaitable<std::optional<error>>
call(call_core& core, const call_overrides& changed, const call_input& input, call_output output);

}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/call.ipp>
#endif
