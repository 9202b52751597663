#pragma once

#include <ecr/detail/config.hpp>

#include <string>

namespace ecr::inline ECR_ABI::emulation {

/// A temporary file with a certificate to trust, for clients that want a file.
class trust_file {
public:
    /// Throws `std::runtime_error` where it cannot be written.
    explicit trust_file(const std::string& certificate);
    trust_file(const trust_file&) = delete;
    trust_file& operator=(const trust_file&) = delete;
    ~trust_file();

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/trust_file.ipp>
#endif
