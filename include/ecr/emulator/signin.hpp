#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/login_directory.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// What renews the sessions of `aws login`, called `signin`, on `/v1/token`: each request needs a proof of
/// possession that was not seen before.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_signin();

/// Logs in, with first keys that the emulator accepts; throws `std::invalid_argument` where the session is
/// not named by the ARN of a user or of an assumed role.
[[nodiscard]] ECR_DECL left_file log_in(server_state& state, const console_login& who, const arrival& came);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/signin.ipp>
#endif
