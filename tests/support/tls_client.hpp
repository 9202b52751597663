#pragma once

#include "certificates.hpp"
#include "connecting.hpp"

#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace test {

inline const identity& authority() {
    static const identity made =
        make_identity({.name = "test authority", .alternatives = "", .authority = true});
    return made;
}

/// Files that last as long as the process.
class temporary_files {
public:
    ~temporary_files() {
        std::error_code ignored;
        for (const auto& each : paths_) std::filesystem::remove(each, ignored);
    }

    std::string add(const std::string& text) {
        const auto name = "ecr-tls-" + std::to_string(std::random_device()()) + ".pem";
        paths_.push_back((std::filesystem::temp_directory_path() / name).string());
        std::ofstream(paths_.back()) << text;
        return paths_.back();
    }

private:
    std::vector<std::string> paths_{};
};

inline std::string in_file(const std::string& text) {
    static temporary_files all;
    return all.add(text);
}

inline ecr::tls_settings trusting(const identity& issuer) {
    ecr::tls_settings settings;
    settings.ca_file = in_file(issuer.certificate);
    return settings;
}

inline std::shared_ptr<ecr::detail::tls_context> context_of(const ecr::tls_settings& settings) {
    auto made = ecr::detail::make_tls_context(settings);
    BOOST_REQUIRE_EQUAL(made.problem, "");
    return made.value;
}

inline ecr::detail::connector connector_to(const ecr::tls_settings& settings) {
    auto names = std::make_shared<fixed_resolver>(std::vector{loopback()});
    return {names, context_of(settings)};
}
}
