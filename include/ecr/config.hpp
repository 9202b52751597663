#pragma once

#include <ecr/proxy.hpp>
#include <ecr/response_limits.hpp>
#include <ecr/retry_settings.hpp>
#include <ecr/tls.hpp>
#include <ecr/validation.hpp>

#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

class credentials_provider;
class http_transport;
class interceptor;
class observer;
class resolver;
class retry_classifier;
class time_source;
struct explanation;

/// How long each part of a call may take. An absent limit is off.
struct timeout_settings {
    using duration = std::chrono::milliseconds;

    /// The whole call: credentials, waiting for a connection, every attempt and the waits between them.
    std::optional<duration> operation{};
    /// One attempt, from its turn at the connection pool to the last byte.
    std::optional<duration> attempt{std::chrono::seconds(60)};
    /// Name resolution and TCP connect together.
    std::optional<duration> connect{duration(3100)};
    std::optional<duration> tls{duration(3100)};
    /// Until the first byte of the answer, and between two pieces of it.
    std::optional<duration> read_idle{std::chrono::seconds(30)};
    /// How long a body may move slower than a byte a second, in either direction.
    std::optional<duration> stall{std::chrono::seconds(20)};
};

struct pool_settings {
    /// Connections to one endpoint; further calls wait for their turn. At most 256 are made at a time.
    std::size_t max_connections = 64;
    /// An idle connection is dropped after this time; front ends drop theirs after some 20 s.
    std::chrono::milliseconds idle_life{std::chrono::seconds(15)};
    /// A connection is not used for new calls after this time, if set.
    std::optional<std::chrono::milliseconds> max_age{};
};

/// Everything that a client can be told. Nothing is read from the environment, and nothing is opened, before
/// the first call.
struct client_config {
    /// Such as `eu-west-1`; required.
    std::string region{};
    bool use_fips = false;
    bool use_dual_stack = false;
    /// Instead of the service's own endpoint, such as `http://localhost:4566`.
    std::optional<std::string> endpoint_url{};
    /// Required; `ecr::static_credentials` holds fixed keys.
    std::shared_ptr<credentials_provider> credentials{};

    timeout_settings timeout{};
    retry_settings retry{};
    pool_settings pool{};
    tls_settings tls{};
    proxy_settings proxy{};
    validation_level validation = validation_level::required;
    /// How large answers may be.
    response_limits response{};

    /// Name of the application, for the User-Agent header; up to 50 characters.
    std::string app_id{};
    /// Where the program runs, as AWS_EXECUTION_ENV says, for the same header.
    std::string execution_environment{};

    /// Inside Lambda, what AWS_LAMBDA_FUNCTION_NAME and _X_AMZN_TRACE_ID say: with both, requests carry the
    /// X-Amzn-Trace-Id by which functions that call themselves in circles are found.
    std::string lambda_function_name{};
    std::string trace_id{};

    /// Whether several threads run the executor. Each connection then has a strand of its own; a client on a
    /// single-threaded context is a little faster without.
    bool multi_threaded = true;

    /// Is told what happens, such as an `ecr::line_logger`.
    std::shared_ptr<ecr::observer> observer{};
    /// Change requests and see answers, in this order.
    std::vector<std::shared_ptr<interceptor>> interceptors{};

    /// Instead of the standard rules for what is retried.
    std::shared_ptr<const retry_classifier> classifier{};
    /// Instead of the system's resolver, which costs a thread.
    std::shared_ptr<ecr::resolver> resolver{};
    /// Instead of connections of the client's own.
    std::shared_ptr<http_transport> transport{};
    /// Instead of real clocks, for tests.
    std::shared_ptr<time_source> time{};

    /// Where the settings are from, as `load_config` found out; for `client::explain()`.
    std::shared_ptr<const explanation> origin{};
};

}
