#pragma once

/// \file
/// Runs several ways to do the same work against each other and prints a table.
///
/// The rounds of the contestants alternate, so that a busy machine slows all of them alike; the figures are
/// CPU time of this process.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace bench {

/// Calls of the malloc family since the program started, and the bytes they asked for; zero where they cannot
/// be counted.
struct allocation_count {
    std::uint64_t calls = 0;
    std::uint64_t bytes = 0;
};
allocation_count allocations() noexcept;

/// Makes the compiler believe that the value is used.
template <class T>
void keep(const T& value) noexcept {
    asm volatile("" : : "g"(&value) : "memory");
}

struct settings {
    double sample_seconds = 0.02;
    int rounds = 31;
};

/// Understands `--quick`, which shows that everything runs but measures next to nothing.
settings read_settings(int argc, char** argv);

/// The same work done in several ways; the first is the baseline of the others.
class contest {
public:
    /// `bytes` is what one run of a contestant reads or writes, for the rate.
    contest(settings chosen, std::string question, std::size_t bytes);

    contest& add(std::string name, std::function<void()> run);
    /// Adds a line that says why a contestant is missing.
    contest& miss(std::string name, std::string reason);

    /// Warms up, measures and prints.
    void run();

private:
    struct contestant {
        std::string name{};
        std::function<void()> run{};
        std::size_t repetitions = 1;
        std::vector<double> seconds{}; // of one repetition, one for each round
        allocation_count allocated{};
    };

    void warm_up(contestant& each) const;
    void print(const contestant& each) const;

    settings settings_;
    std::string question_;
    std::size_t bytes_;
    std::vector<contestant> contestants_{};
    std::vector<std::string> missing_{};
};

/// Ends the program with a message when two ways to do the same work disagree.
void require(bool same, std::string_view what);

/// Ends the program with a message when something it needs does not work.
void ensure(bool works, std::string_view what);

}
