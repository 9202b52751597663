#pragma once

#include <ecr/config.hpp>
#include <ecr/credentials.hpp>
#include <ecr/emulator/durations.hpp>
#include <ecr/emulator/fault_book.hpp>
#include <ecr/emulator/fault_rule.hpp>
#include <ecr/emulator/identities.hpp>
#include <ecr/emulator/left_file.hpp>
#include <ecr/emulator/listener.hpp>
#include <ecr/emulator/login_directory.hpp>
#include <ecr/emulator/quotas.hpp>
#include <ecr/emulator/request_log.hpp>
#include <ecr/emulator/sso_directory.hpp>
#include <ecr/timestamp.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI {

/// How long what takes time takes, and how much is kept.
using emulator_durations = emulation::durations;
using emulator_quotas = emulation::quotas;
/// Who gets keys from STS, from the metadata service of EC2 and from the agents of containers, which are
/// served on the same port.
using emulator_identities = emulation::identities;
using emulation::console_login;
using emulation::fault_kind;
using emulation::fault_rule;
using emulation::request_record;
using emulation::sso_login;

/// What an emulator may cost.
struct emulator_limits {
    emulation::message_limits message{};
    /// Further connections wait to be accepted.
    std::size_t max_connections = 4096;
    /// Bytes of all requests that are being read; more of them are refused with 503.
    std::size_t max_buffered = std::size_t{1024} * 1024 * 1024;
    /// How long a connection may do nothing, and how long the head of a request may take.
    std::chrono::milliseconds idle{std::chrono::seconds(60)};
    /// Requests that the log keeps.
    std::size_t max_log = 10000;
};

struct emulator_config {
    /// On 127.0.0.1; any free one, if 0.
    std::uint16_t port = 0;
    bool tls = false;
    /// The certificate with its chain up to what clients are to trust, and the key, as PEM text; made at
    /// start, if empty.
    std::string certificate{};
    std::string private_key{};
    /// Of faults with a probability.
    std::uint64_t seed = 1;
    /// Instead of the machine's clock.
    std::function<timestamp()> clock{};
    emulator_limits limits{};
    emulator_durations durations{};
    emulator_quotas quotas{};
    emulator_identities identities{};
};

/// Who is to have a key for an emulator.
struct key_options {
    std::string account{"123456789012"};
    /// Of the user or the session; made of the account, if empty.
    std::string arn{};
    std::string session_token{};
    /// By the emulator's time.
    std::optional<timestamp> expiration{};
};

/// One image of one registry.
struct emulated_image {
    std::string repository{};
    std::string digest{};
    std::string region{"us-east-1"};
    std::string account{"123456789012"};
};

/// An ECR of your own: in memory, on a loopback port, with every signature verified.
///
/// Runs on any executor, also on one with several threads. A handle: copies share the emulator, and when the
/// last one goes, it stops. Any thread may use it.
class emulator {
public:
    /// Listens at once and answers as soon as the executor runs; throws where the port is taken.
    explicit emulator(boost::asio::any_io_executor executor, emulator_config config = {});

    [[nodiscard]] std::uint16_t port() const;
    /// Such as `http://127.0.0.1:4566`.
    [[nodiscard]] std::string endpoint_url() const;
    /// The certificate to trust, as PEM text; empty without TLS.
    [[nodiscard]] const std::string& authority() const;

    /// What a client needs to talk to this emulator: address, keys of the account, certificate to trust.
    [[nodiscard]] client_config config_for(std::string region = "us-east-1",
                                           std::string account = "123456789012") const;
    /// The keys that `config_for` uses, which are the same in every emulator.
    [[nodiscard]] credentials keys_for(const std::string& account) const;
    /// Makes a new key.
    credentials add_key(const key_options& options = {});
    void remove_key(std::string_view access_key_id);
    /// Logs in as `aws sso login` and `aws login` do, and returns the file that those leave.
    [[nodiscard]] emulation::left_file log_in(const sso_login& who);
    [[nodiscard]] emulation::left_file log_in(const console_login& who);
    /// No session of `aws login` that was begun for this user before is renewed any more.
    void change_password(std::string_view session);

    /// The emulator's time, by which scans, uploads, URLs, tokens and keys change and expire.
    [[nodiscard]] timestamp now() const;
    /// Moves it on. Signatures and the dates of answers keep to the clock.
    void advance(std::chrono::milliseconds by);

    /// What is to go wrong: `on.faults().add(rule)`.
    [[nodiscard]] emulation::fault_book& faults() const;
    /// The newest requests, from the oldest to the newest.
    [[nodiscard]] std::vector<request_record> requests() const;
    void clear_requests();
    /// All registries as JSON, secrets included; keys, faults and time are no part of it.
    [[nodiscard]] std::string snapshot() const;
    /// Puts saved registries in the place of all there are; throws `std::invalid_argument`, with everything
    /// as it was, for a text that is none.
    void load(std::string_view snapshot);
    /// Has scans of an image find this, which is JSON as `DescribeImageScanFindings` answers it; the image
    /// need not exist yet.
    void set_findings(const emulated_image& image, std::string_view json);

    /// Connections that are open now.
    [[nodiscard]] std::size_t connections() const;

    /// Stops listening and drops every connection.
    void close() const;
    /// Stops listening, and waits until every connection has ended: after its answer, or at once.
    [[nodiscard]] boost::asio::awaitable<void> close(close_mode mode) const;

private:
    struct running;

    std::shared_ptr<running> running_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/emulator.ipp>
#endif
