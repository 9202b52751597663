#pragma once

#include <ecr/emulator/service_fault.hpp>

#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

[[noreturn]] inline void refuse(errc code, std::string message) {
    throw service_fault{code, std::move(message), {}};
}

/// Refuses a member of the request in the words of the service.
[[noreturn]] inline void refuse_parameter(std::string_view member, std::string_view constraint) {
    refuse(errc::invalid_parameter, std::string("Invalid parameter at '")
                                        .append(member)
                                        .append("' failed to satisfy constraint: '")
                                        .append(constraint)
                                        .append("'"));
}

}
