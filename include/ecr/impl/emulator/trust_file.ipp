#pragma once

#include <ecr/emulator/trust_file.hpp>
#include <ecr/emulator/unique_id.hpp>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <system_error>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL trust_file::trust_file(const std::string& certificate) {
    const auto folder = std::filesystem::temp_directory_path();
    path_ = (folder / ("ecr-emulator-" + make_unique_id() + ".pem")).string();
    const auto close = [](std::FILE* file) { std::fclose(file); };
    // Fails where the file is there already, so that nobody can put another in its place.
    const std::unique_ptr<std::FILE, decltype(close)> file(std::fopen(path_.c_str(), "wx"), close);
    const bool written =
        file && std::fwrite(certificate.data(), 1, certificate.size(), file.get()) == certificate.size();
    if (!written) throw std::runtime_error("cannot write " + path_);
}

ECR_DECL trust_file::~trust_file() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

}
