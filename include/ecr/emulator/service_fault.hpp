#pragma once

#include <ecr/errc.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// How an emulated operation fails: thrown by its handler, which has changed nothing by then.
struct service_fault {
    using value = std::variant<std::string, std::int64_t>;

    /// One that the operation declares, or `errc::invalid_parameter` for what every operation refuses, or
    /// `errc::limit_exceeded` for what the quotas of the emulator do.
    errc code{};
    /// For people; names the repository, the image and the registry that it is about.
    std::string message{};
    /// What the error carries beside its message, such as `lastValidByteReceived`, by wire name.
    std::vector<std::pair<std::string, value>> members{};
};

/// How a request fails that no operation has seen: unsigned, unreadable, unknown.
struct protocol_fault {
    /// On the wire, such as `SerializationException`.
    std::string code{};
    std::string message{};
    int status = 400;
};

}
