#pragma once

#include <ecr/environment.hpp>
#include <ecr/settings.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace ecr::inline ECR_ABI {

/// Reads settings from variables and shared files like the other SDKs do. What is wrong with them is in
/// `settings::problems`; only cancellation throws.
///
/// Nothing is read before it is awaited. The metadata service is asked last, if at all: see
/// `load_options::instance_region`. Options have to be named in the statement that awaits.
[[nodiscard]] ECR_DECL boost::asio::awaitable<settings> load_settings(std::shared_ptr<environment> world,
                                                                      const load_options& options);

/// The same for a client, with the default credentials unless there are others, on the executor of whoever
/// awaits it; throws an `exception` of kind `configuration` that lists all problems.
[[nodiscard]] ECR_DECL boost::asio::awaitable<client_config> load_config(std::shared_ptr<environment> world,
                                                                         const load_options& options);

/// From the variables and files of this process, with nothing said in code.
[[nodiscard]] ECR_DECL boost::asio::awaitable<client_config> load_config();

#if ECR_REFUSE_TEMPORARY_REQUESTS
boost::asio::awaitable<settings> load_settings(std::shared_ptr<environment>, load_options&&) = delete;
boost::asio::awaitable<client_config> load_config(std::shared_ptr<environment>, load_options&&) = delete;
#endif

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/load_config.ipp>
#endif
