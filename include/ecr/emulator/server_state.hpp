#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/fault_book.hpp>
#include <ecr/emulator/identities.hpp>
#include <ecr/emulator/key_ring.hpp>
#include <ecr/emulator/login_directory.hpp>
#include <ecr/emulator/request_log.hpp>
#include <ecr/emulator/signature_check.hpp>
#include <ecr/emulator/sso_directory.hpp>
#include <ecr/emulator/world.hpp>

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ecr::inline ECR_ABI::emulation {

/// All that an emulator knows, beside its connections. Whoever answers requests has it to himself, as far as
/// the registries are concerned; the rest is safe to use from several threads.
struct server_state {
    server_state(std::uint64_t seed, std::size_t log_limit)
        : faults(seed)
        , log(log_limit) {}

    world all{};
    key_ring keys{};
    identities who{};
    sso_directory sso{};
    login_directory logins{};
    signature_check signatures{};
    fault_book faults;
    request_log log;
    /// How far the emulator's time is ahead of the clock.
    std::atomic<std::chrono::milliseconds> ahead{std::chrono::milliseconds(0)};
};

}
