#pragma once

#include <ecr/detail/home_path.hpp>
#include <ecr/environment.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

ECR_DECL bool file_content::missing() const noexcept {
    return error == boost::system::errc::no_such_file_or_directory ||
           error == boost::system::errc::not_a_directory;
}

ECR_DECL std::string environment::home() const {
    for (const std::string_view name : {"HOME", "USERPROFILE"}) {
        if (auto value = nonblank_variable(*this, name)) return std::move(*value);
    }
    const auto drive = nonblank_variable(*this, "HOMEDRIVE");
    const auto path = nonblank_variable(*this, "HOMEPATH");
    return drive && path ? *drive + *path : std::string();
}

ECR_DECL std::optional<std::string> nonblank_variable(const environment& world, std::string_view name) {
    auto value = world.variable(name);
    if (value && value->find_first_not_of(" \t\r\n\v\f") == std::string::npos) value.reset();
    return value;
}

ECR_DECL std::string expand_home(const environment& world, std::string_view path) {
    return detail::with_home(world.home(), path);
}

}
