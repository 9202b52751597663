#pragma once

#include <string>
#include <vector>

/// A source file to compile.
struct source {
    std::string name{};
    std::string text{};
    bool compiled_library = true; // definitions elsewhere, or all in this file
};

/// From nothing of ours to every operation called.
std::vector<source> sources();
