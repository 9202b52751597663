#pragma once

#include <ecr/condition.hpp>
#include <ecr/errc.hpp>
#include <ecr/violation.hpp>

#include <boost/system/error_code.hpp>

#include <chrono>
#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Where a call failed.
enum class error_kind : unsigned char {
    /// The request breaks the rules of the service and was not sent; see `error::violations()`.
    validation,
    /// The client is set up wrongly; nothing was sent.
    configuration,
    /// No credentials could be had.
    credentials,
    /// The host name could not be resolved.
    resolve,
    /// The connection could not be made, or broke.
    connect,
    /// The TLS handshake failed; the cause says why.
    tls,
    /// The proxy refused or failed.
    proxy,
    /// A limit of the client passed; `error::timeout()` says which.
    timeout,
    /// The caller ended the call.
    cancelled,
    /// The answer is not from the service: no error code, perhaps the page of a load balancer.
    http,
    /// The service's answer cannot be understood.
    parse,
    /// The service answered with an error.
    service,
    /// What a waiter waits for can no longer come: the message names the state. Also
    /// `condition::conflict`.
    wait,
};
ECR_ENUM_AS(kebab, "", error_kind, validation, configuration, credentials, resolve, connect, tls, proxy,
            timeout, cancelled, http, parse, service, wait);

/// Which limit of the client passed.
enum class timeout_kind : unsigned char {
    none,
    operation,
    attempt,
    connect,
    tls,
    read_idle,
    stall,
    pool,
    credentials,
    /// Of a waiter: the time or the number of polls.
    wait
};
ECR_ENUM_AS(kebab, "", timeout_kind, none, operation, attempt, connect, tls, read_idle, stall, pool,
            credentials, wait);

/// What some errors say beyond a message: the first four members come with `errc::invalid_layer_part`, the
/// last with `errc::kms`.
struct error_details {
    std::optional<std::string> registry_id{};
    std::optional<std::string> repository_name{};
    std::optional<std::string> upload_id{};
    /// Where to go on with the upload: the next part starts one byte after it.
    std::optional<std::int64_t> last_valid_byte_received{};
    std::optional<std::string> kms_error{};

    friend bool operator==(const error_details&, const error_details&) = default;
};

/// The parts of an `error`, described there.
struct error_data {
    error_kind kind = error_kind::service;
    timeout_kind timeout = timeout_kind::none;
    bool possibly_applied = false;
    int http_status = 0;
    int attempts = 0;
    std::chrono::nanoseconds elapsed{};
    boost::system::error_code cause{};
    std::string code_text{};
    std::string message{};
    std::string request_id{};
    std::string endpoint{};
    std::string body_snippet{};
    std::vector<violation> violations{};
    std::optional<error_details> details{};
};

/// Why a call failed: the one object for every failure, thrown inside an `exception` or held by a `result`.
///
/// Copies share their parts, so they are cheap and never fail. What a view points to lives as long as any
/// copy. A default-constructed or moved-from error is empty.
class error {
public:
    error() noexcept = default;
    explicit error(error_data data);

    [[nodiscard]] error_kind kind() const noexcept;
    /// Which limit passed; `none` unless the kind is `timeout`.
    [[nodiscard]] timeout_kind timeout() const noexcept;
    /// The code, when the service declares it and this version knows it.
    [[nodiscard]] std::optional<errc> code() const noexcept;
    /// The code as the service spells it, declared or not; the status, such as `503`, of an answer without.
    [[nodiscard]] std::string_view code_text() const noexcept;
    /// The service's message, or the library's own; may be empty.
    [[nodiscard]] std::string_view message() const noexcept;
    /// What the service's support asks for; empty when nothing was answered.
    [[nodiscard]] std::string_view request_id() const noexcept;
    /// The status of the last answer, of the proxy where the kind is `proxy`, or 0.
    [[nodiscard]] int http_status() const noexcept;
    /// How many times the request was sent, or at least tried.
    [[nodiscard]] int attempts() const noexcept;
    /// How long the whole call took.
    [[nodiscard]] std::chrono::nanoseconds elapsed() const noexcept;
    /// The last endpoint, without user name and query.
    [[nodiscard]] std::string_view endpoint() const noexcept;
    /// Whether an attempt whose answer was lost may have done the work, so that this error, such as
    /// `errc::repository_already_exists`, may be the echo of a success.
    [[nodiscard]] bool possibly_applied() const noexcept;
    /// The error of the system, of TLS or of a parser below this one, if there was one.
    [[nodiscard]] boost::system::error_code cause() const noexcept;
    /// What the service says beyond its message, or null.
    [[nodiscard]] const error_details* details() const noexcept;
    /// The printable beginning of an error answer that could not be understood.
    [[nodiscard]] std::string_view body_snippet() const noexcept;
    /// Everything that is wrong with the request, when the kind is `validation`.
    [[nodiscard]] std::span<const violation> violations() const noexcept;

    /// Whether the error belongs to a class of failures; it may belong to several.
    [[nodiscard]] bool is(condition value) const noexcept;
    /// The class that decides which exception is thrown.
    [[nodiscard]] std::optional<condition> primary_condition() const noexcept;

    /// A copy of the parts, for making another error of them.
    [[nodiscard]] error_data data() const;

    friend bool operator==(const error& left, errc right) noexcept { return left.code() == right; }
    friend bool operator==(const error& left, condition right) noexcept { return left.is(right); }

private:
    struct state;

    std::shared_ptr<const state> state_{};
};

/// One line with all that helps to understand the failure, and no secret:
/// `RepositoryNotFoundException: no such repository (HTTP 400, request id 1f, 2 attempts, 120 ms,
/// https://...)`.
[[nodiscard]] std::string to_string(const error& failure);

std::ostream& operator<<(std::ostream& out, const error& failure);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/error.ipp>
#endif
