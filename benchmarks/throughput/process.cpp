#include "../harness.hpp"
#include "process.hpp"

#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utility>

namespace bench {

namespace {

// No other program may inherit an end, or one would not see the end of its input.
std::array<int, 2> make_pipe() {
    std::array<int, 2> ends{};
    ensure(pipe2(ends.data(), O_CLOEXEC) == 0, "to make a pipe");
    return ends;
}

pid_t spawn(const std::string& path, const std::vector<std::string>& arguments, int input, int output) {
    std::vector<char*> texts{const_cast<char*>(path.c_str())};
    for (const std::string& each : arguments) texts.push_back(const_cast<char*>(each.c_str()));
    texts.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t id = 0;
    const int error = posix_spawn(&id, path.c_str(), &actions, nullptr, texts.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ensure(error == 0, "to start " + path);
    return id;
}

}

process::process(const std::string& program, const std::vector<std::string>& arguments)
    : program_(program) {
    const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    const std::array<int, 2> to_it = make_pipe();
    const std::array<int, 2> from_it = make_pipe();
    child_.id = spawn(folder / program, arguments, to_it[0], from_it[1]);
    close(to_it[0]);
    close(from_it[1]);
    input_.reset(fdopen(to_it[1], "w"));
    output_.reset(fdopen(from_it[0], "r"));
}

void process::say(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), input_.get());
    std::fputc('\n', input_.get());
    std::fflush(input_.get());
}

std::string process::hear() {
    std::string line;
    for (;;) {
        const int c = std::fgetc(output_.get());
        ensure(c != EOF, "to hear from " + program_);
        if (c == '\n') return line;
        line += static_cast<char>(c);
    }
}

process::child::~child() {
    if (id != 0) waitpid(id, nullptr, 0);
}

}
