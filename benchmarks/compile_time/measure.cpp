#include "measure.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

struct ended {
    int status = 0;
    double seconds = 0;
    double peak_megabytes = 0;
};

double seconds_of(const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
}

/// The kernel counts the compiler driver together with the programs that it ran and waited for.
ended run(const std::vector<std::string>& command, bool silent) {
    std::vector<char*> arguments;
    for (const std::string& each : command) arguments.push_back(const_cast<char*>(each.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        const int null = silent ? open("/dev/null", O_WRONLY) : -1;
        if (null >= 0) {
            dup2(null, STDOUT_FILENO);
            dup2(null, STDERR_FILENO);
        }
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    ended result;
    rusage usage{};
    if (child < 0 || wait4(child, &result.status, 0, &usage) != child) {
        std::perror("cannot run a program");
        std::exit(1);
    }
    result.seconds = seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
    result.peak_megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    return result;
}

}

cost compile(const source& what, const std::string& compiler, const std::string& level, int runs) {
    const std::filesystem::path folder = BENCH_FOLDER;
    std::filesystem::create_directories(folder);
    const auto text = folder / "source.cpp";
    const auto object = folder / "source.o";
    std::ofstream(text) << what.text;
    std::vector<std::string> command = {compiler, "-std=c++20", level, "-c", text, "-o", object};
    for (const char* each : {BENCH_INCLUDES}) command.push_back(std::string("-I") + each);
    if (what.compiled_library) command.push_back("-DECR_SEPARATE_COMPILATION");

    cost least{.seconds = 1e9};
    for (int left = runs; left > 0; --left) {
        const ended result = run(command, false);
        if (result.status != 0) {
            std::fprintf(stderr, "%s: does not compile\n", what.name.c_str());
            std::exit(1);
        }
        least.seconds = std::min(least.seconds, result.seconds);
        least.peak_megabytes = result.peak_megabytes;
    }
    least.object_kilobytes = static_cast<double>(std::filesystem::file_size(object)) / 1024;
    return least;
}

bool is_installed(const std::string& compiler) {
    return run({compiler, "--version"}, true).status == 0;
}
