#pragma once

#include "sources.hpp"

#include <string>

struct cost {
    double seconds = 0; // of user and system
    double peak_megabytes = 0;
    double object_kilobytes = 0; // of the object file
};

/// Compiles the source several times and returns the least time; ends the program if it does not compile.
cost compile(const source& what, const std::string& compiler, const std::string& level, int runs);

bool is_installed(const std::string& compiler);
