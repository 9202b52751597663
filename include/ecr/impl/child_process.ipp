#pragma once

#include <ecr/detail/child_process.hpp>

#include <boost/system/errc.hpp>

#include <utility>

#if ECR_POSIX_PROCESSES
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;
#endif

namespace ecr::inline ECR_ABI::detail {

#if ECR_POSIX_PROCESSES

namespace spawning {

inline boost::system::error_code code_of(int number) {
    return {number, boost::system::system_category()};
}

/// Both ends of a pipe, closed unless taken.
struct pipe_ends {
    int read = -1;
    int write = -1;

    pipe_ends() = default;
    pipe_ends(const pipe_ends&) = delete;
    pipe_ends& operator=(const pipe_ends&) = delete;
    ~pipe_ends() {
        if (read >= 0) ::close(read);
        if (write >= 0) ::close(write);
    }
    int open() {
        int ends[2] = {-1, -1};
        if (::pipe(ends) != 0) return errno;
        read = ends[0];
        write = ends[1];
        // Neither end may leak into other children of the program.
        if (::fcntl(read, F_SETFD, FD_CLOEXEC) != 0 || ::fcntl(write, F_SETFD, FD_CLOEXEC) != 0) return errno;
        return 0;
    }
};

/// What is done in the child before its program begins: streams, and signals as a shell would leave them.
class preparation {
public:
    preparation() {
        ::posix_spawn_file_actions_init(&files);
        ::posix_spawnattr_init(&attributes);
    }
    ~preparation() {
        ::posix_spawn_file_actions_destroy(&files);
        ::posix_spawnattr_destroy(&attributes);
    }
    preparation(const preparation&) = delete;
    preparation& operator=(const preparation&) = delete;

    int prepare(int output, int complaints) {
        sigset_t none{};
        sigset_t every{};
        ::sigemptyset(&none);
        ::sigfillset(&every);
        ::sigdelset(&every, SIGKILL);
        ::sigdelset(&every, SIGSTOP);
        const short flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF;
        int failed = ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        if (failed == 0) failed = ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
        if (failed == 0) failed = ::posix_spawn_file_actions_adddup2(&files, complaints, STDERR_FILENO);
        if (failed == 0) failed = ::posix_spawnattr_setsigmask(&attributes, &none);
        if (failed == 0) failed = ::posix_spawnattr_setsigdefault(&attributes, &every);
        if (failed == 0) failed = ::posix_spawnattr_setflags(&attributes, flags);
        return failed;
    }

    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};
};

}

ECR_DECL boost::system::error_code child_process::start(const std::vector<std::string>& words) {
    spawning::pipe_ends out;
    spawning::pipe_ends complaints;
    spawning::preparation before;
    int failed = out.open();
    if (failed == 0) failed = complaints.open();
    if (failed == 0) failed = before.prepare(out.write, complaints.write);
    if (failed != 0) return spawning::code_of(failed);
    std::vector<std::string> copies(words);
    std::vector<char*> arguments;
    for (auto& each : copies) arguments.push_back(each.data());
    arguments.push_back(nullptr);
    pid_t id = 0;
    failed = ::posix_spawnp(&id, arguments[0], &before.files, &before.attributes, arguments.data(), environ);
    if (failed != 0) return spawning::code_of(failed);
    id_ = id;
    output_ = std::exchange(out.read, -1);
    complaints_ = std::exchange(complaints.read, -1);
    return {};
}

ECR_DECL std::optional<int> child_process::ended() {
    int status = 0;
    if (id_ == 0) return 0;
    const auto waited = ::waitpid(id_, &status, WNOHANG);
    if (waited == 0 || (waited < 0 && errno == EINTR)) return std::nullopt;
    id_ = 0;
    // Where the program ignores SIGCHLD, the system has taken the status away.
    if (waited < 0) return 0;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

ECR_DECL child_process::~child_process() {
    if (id_ == 0) return;
    ::kill(id_, SIGKILL);
    // A killed process ends at once, so this does not wait to speak of, and leaves no zombie.
    while (::waitpid(id_, nullptr, 0) < 0 && errno == EINTR) {
    }
}

#else

ECR_DECL boost::system::error_code child_process::start(const std::vector<std::string>&) {
    return make_error_code(boost::system::errc::operation_not_supported);
}
ECR_DECL std::optional<int> child_process::ended() {
    return 0;
}
ECR_DECL child_process::~child_process() = default;

#endif

}
