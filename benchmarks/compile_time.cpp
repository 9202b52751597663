// What does it cost to compile a source file that uses one operation, some, or all of them?

#include "compile_time/measure.hpp"
#include "compile_time/sources.hpp"

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

struct settings {
    int runs = 3;
    std::vector<std::string> compilers = {"g++", "clang++-19"};
    std::vector<std::string> levels = {"-O0", "-O2"};
    std::string only{};
};

settings read_settings(int argc, char** argv) {
    settings chosen;
    for (int index = 1; index < argc; ++index) {
        const std::string argument = argv[index];
        if (argument == "--quick") {
            chosen = {.runs = 1, .compilers = {"g++"}, .levels = {"-O0"}, .only = "one operation called"};
        } else if (argument.starts_with("--runs=")) {
            chosen.runs = std::atoi(argument.c_str() + 7);
        } else if (argument.starts_with("--compiler=")) {
            chosen.compilers = {argument.substr(11)};
        } else if (argument.starts_with("--level=")) {
            chosen.levels = {argument.substr(8)};
        } else if (argument.starts_with("--only=")) {
            chosen.only = argument.substr(7);
        } else {
            std::fprintf(stderr,
                         "usage: %s [--quick] [--runs=3] [--compiler=g++] [--level=-O0] [--only=NAME]\n",
                         argv[0]);
            std::exit(2);
        }
    }
    return chosen;
}

void compile_all(const settings& chosen, const std::string& compiler, const std::string& level) {
    std::printf("\n%s %s (best of %d)\n", compiler.c_str(), level.c_str(), chosen.runs);
    std::printf("  %-44s %9s %9s %10s\n", "", "CPU s", "peak MB", "object KB");
    for (const source& each : sources()) {
        if (!chosen.only.empty() && each.name != chosen.only) continue;
        const cost spent = compile(each, compiler, level, chosen.runs);
        std::printf("  %-44s %9.2f %9.0f %10.0f\n", each.name.c_str(), spent.seconds, spent.peak_megabytes,
                    spent.object_kilobytes);
        std::fflush(stdout);
    }
}

}

int main(int argc, char** argv) {
    const settings chosen = read_settings(argc, argv);
    for (const std::string& compiler : chosen.compilers) {
        if (!is_installed(compiler)) {
            std::printf("\n%s: left out, not installed\n", compiler.c_str());
            continue;
        }
        for (const std::string& level : chosen.levels) compile_all(chosen, compiler, level);
    }
}
