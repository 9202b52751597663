#pragma once

/// \file
/// The layers of the library as data. This is the place to edit when a header joins or moves.

#include <string_view>
#include <vector>

namespace repo {

enum class where { nowhere, in_definitions, anywhere };

struct layer {
    std::string_view name{};
    /// Headers below include/; a name that ends with a slash stands for a folder, the longest match decides.
    /// What no other layer names is a value or a decision and does no input and output.
    std::vector<std::string_view> files{};
    where asio{};
    where beast_and_tls{};
    /// Reached by headers of its own layer and by definitions, not by the headers of other layers.
    bool hidden = false;
};

/// From the bottom up: a file includes headers of its own layer and of those below.
inline const std::vector<layer> layers{
    {.name = "foundation", .files = {"ecr/version.hpp", "ecr/fwd.hpp", "ecr/detail/config.hpp"}},
    {.name = "values and decisions",
     .files = {"ecr/", "ecr/detail/", "ecr/credentials/refresh_settings.hpp",
               "ecr/credentials/not_configured.hpp"}},
    {.name = "model", .files = {"ecr/model/"}},
    {.name = "seams",
     .files = {"ecr/credentials_provider.hpp", "ecr/transport.hpp", "ecr/observer.hpp", "ecr/config.hpp",
               "ecr/resolver.hpp", "ecr/log.hpp", "ecr/time_source.hpp", "ecr/environment.hpp",
               "ecr/memory_environment.hpp", "ecr/process_runner.hpp", "ecr/settings.hpp",
               "ecr/resolve_settings.hpp", "ecr/detail/settings_reader.hpp", "ecr/detail/place_settings.hpp",
               "ecr/detail/call_settings.hpp"},
     .asio = where::anywhere},
    {.name = "input and output",
     .files =
         {"ecr/detail/stream.hpp",         "ecr/detail/connector.hpp",    "ecr/detail/pooled_transport.hpp",
          "ecr/detail/gate.hpp",           "ecr/detail/closable.hpp",     "ecr/detail/on_strand.hpp",
          "ecr/detail/watched_socket.hpp", "ecr/detail/tls_context.hpp",  "ecr/detail/tls_failure.hpp",
          "ecr/detail/tls_pipe.hpp",       "ecr/detail/tls_stream.hpp",   "ecr/detail/name_lookup.hpp",
          "ecr/detail/connect_race.hpp",   "ecr/detail/proxy_tunnel.hpp", "ecr/detail/exchange.hpp",
          "ecr/detail/endpoint_pool.hpp",  "ecr/detail/socket_turn.hpp",  "ecr/detail/file_io.hpp",
          "ecr/detail/flights.hpp",        "ecr/detail/pooled_shared.hpp"},
     .asio = where::anywhere,
     .beast_and_tls = where::anywhere,
     .hidden = true},
    {.name = "call",
     .files = {"ecr/detail/call_input.hpp", "ecr/detail/call.hpp", "ecr/detail/call_core.hpp",
               "ecr/detail/call_state.hpp", "ecr/detail/attempt.hpp", "ecr/detail/outgoing.hpp",
               "ecr/detail/encode.hpp", "ecr/detail/call_watch.hpp", "ecr/detail/presign.hpp",
               "ecr/detail/explain.hpp"},
     .asio = where::anywhere},
    {.name = "runtime",
     .files = {"ecr/client.hpp", "ecr/load_config.hpp", "ecr/system_environment.hpp",
               "ecr/system_process_runner.hpp", "ecr/credentials/", "ecr/detail/credential_cache.hpp",
               "ecr/detail/fetch.hpp", "ecr/detail/metadata_client.hpp", "ecr/detail/sts_client.hpp",
               "ecr/detail/token_file.hpp", "ecr/detail/token_renewal.hpp"},
     .asio = where::anywhere},
    {.name = "calling",
     .files = {"ecr/operation.hpp", "ecr/pager.hpp", "ecr/waiter.hpp", "ecr/async_generator.hpp",
               "ecr/presign.hpp", "ecr/detail/call_access.hpp", "ecr/detail/page_reader.hpp",
               "ecr/detail/page_source.hpp", "ecr/detail/page_lists.hpp", "ecr/detail/wait_run.hpp",
               "ecr/acceptor.hpp", "ecr/stream.hpp", "ecr/for_each.hpp", "ecr/detail/task_group.hpp"},
     .asio = where::anywhere},
    {.name = "operations",
     .files = {"ecr/operation/", "ecr/operations.hpp", "ecr/waiter/", "ecr/waiters.hpp"},
     .asio = where::anywhere},
    {.name = "registry", .files = {"ecr/registry/"}, .asio = where::anywhere},
    {.name = "emulator",
     .files = {"ecr/emulator.hpp", "ecr/emulator/"},
     .asio = where::anywhere,
     .beast_and_tls = where::in_definitions},
    {.name = "umbrella", .files = {"ecr.hpp", "ecr/src.hpp", "ecr/emulator/src.hpp"}},
};

struct exception {
    std::string_view header{};
    std::string_view may_include{};
    std::string_view why{};
};

/// What a single header, and the definitions that belong to it, may include against the rule of its layer.
inline const std::vector<exception> exceptions{
    {"ecr/error.hpp", "boost/asio/", "cancellation and end of file are Asio's error codes"},
    {"ecr/errc.hpp", "boost/asio/error.hpp", "conditions judge Asio's error codes"},
    {"ecr/detail/http_head_parser.hpp", "boost/beast/", "the parser is Beast's, fed with bytes"},
    {"ecr/detail/http_head_parser.hpp", "boost/asio/buffer.hpp", "the parser takes its bytes as a buffer"},
};

/// Headers that stand for a whole library: seconds of every user's compile time.
inline const std::vector<std::string_view> too_much{
    "boost/asio.hpp", "boost/asio/ssl.hpp", "boost/beast.hpp", "boost/beast/http.hpp",
    "boost/json.hpp", "boost/describe.hpp", "boost/mp11.hpp"};

}
