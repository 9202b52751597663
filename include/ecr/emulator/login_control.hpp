#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/left_file.hpp>
#include <ecr/emulator/server_state.hpp>

#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// \name Logging in from another process
/// As JSON says it, where every member may be missing; throws `std::invalid_argument` for what is none.
/// @{

/// `{"sessionName":"work","startUrl":"https://start","region":"us-east-1","account":"123456789012",
/// "role":"reader","tokenSeconds":3600}`; the session's name is empty for the legacy form.
[[nodiscard]] ECR_DECL left_file log_in_to_sso(server_state& state, std::string_view text,
                                               const arrival& came);

/// `{"session":"arn:aws:iam::123456789012:user/me","keySeconds":900}`.
[[nodiscard]] ECR_DECL left_file log_in_to_console(server_state& state, std::string_view text,
                                                   const arrival& came);
/// @}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/login_control.ipp>
#endif
