#pragma once

#include <ecr/emulator/companion.hpp>
#include <ecr/emulator/server_state.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::emulation {

/// What a program in another process does with an emulator, below `/_emulator/`: `POST`, `GET` and `DELETE`
/// of `faults`, `GET` and `DELETE` of `requests`, `GET` and `PUT` of `state`, `POST` of `advance` with
/// `{"milliseconds":60000}`, and `POST` of `sso-login` and `login`, which answer with the file that the
/// command line tool of AWS would have left.
///
/// Unsigned, and open to whoever reaches the port, which is no one but this machine. What changes something
/// wants `Content-Type: application/json`, which a page in a browser cannot send to a port of another origin.
[[nodiscard]] ECR_DECL std::unique_ptr<companion> make_control();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/control.ipp>
#endif
