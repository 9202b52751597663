#pragma once

#include <ecr/detail/attempt_headers.hpp>
#include <ecr/emulator/unique_id.hpp>

#include <openssl/rand.h>

#include <array>
#include <cstdint>
#include <stdexcept>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL std::string make_unique_id() {
    std::array<std::uint8_t, 16> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
        throw std::runtime_error("OpenSSL has no random numbers");
    const auto id = detail::make_invocation_id(bytes);
    return {id.data(), id.size()};
}

}
