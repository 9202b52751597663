#pragma once

#include <ecr/secret.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

/// What a program came to.
struct process_outcome {
    /// Why it could not be started, or `timed_out`.
    boost::system::error_code error{};
    /// Negative for the signal that ended it.
    int exit_code = 0;
    secret output{};
    /// The beginning of what it wrote to its error stream.
    std::string complaint{};
    /// There was more output than is taken.
    bool too_long = false;
};

/// Runs the programs that configurations name: the seam for tests, and for a sandbox.
class process_runner {
public:
    virtual ~process_runner() = default;
    process_runner(const process_runner&) = delete;
    process_runner& operator=(const process_runner&) = delete;

    /// Runs a program, found on the PATH, with its arguments, the first of which is its name. When the time
    /// is over, or the call is cancelled, it is killed.
    [[nodiscard]] virtual boost::asio::awaitable<process_outcome> run(std::vector<std::string> words,
                                                                      std::chrono::milliseconds limit) = 0;

protected:
    process_runner() = default;
};

}
