#pragma once

/// \file
/// The command line of ecr-emulator.

#include <ecr/emulator.hpp>

#include <string>
#include <string_view>

namespace example {

struct emulator_options {
    ecr::emulator_config config{};
    /// The contents of the files of these names.
    std::string faults{};
    std::string state{};
    bool help = false;
};

/// What `--help` prints.
extern const std::string_view emulator_usage;

/// Throws `std::exception` for words that make no sense and for files that cannot be read.
emulator_options read_emulator_options(int count, char** words);

}
