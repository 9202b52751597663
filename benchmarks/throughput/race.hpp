#pragma once

#include "load.hpp"
#include "process.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace bench {

struct race_settings {
    double sample_seconds = 0.1; // of CPU time
    int rounds = 11;
};

/// Contestants that make the same calls; the first is the floor, to which the others are compared.
///
/// Each runs in a process of its own; their rounds alternate.
class race {
public:
    race(race_settings chosen, std::string question, const workload& calls);

    race& add(std::string name, const std::string& program);

    /// Warms up, measures and prints.
    void run();

private:
    struct cost {
        double cpu = 0; // all of one call
        double wall = 0;
        double allocations = 0;
        double allocated = 0;
    };
    struct contestant {
        std::string name;
        process program;
        std::size_t calls;
        std::vector<cost> rounds{};
    };
    struct line {
        cost median{};
        double lower_cpu = 0; // quartiles
        double upper_cpu = 0;
        double peak_megabytes = 0;
    };

    static cost call(contestant& each);
    static line summary(contestant& each);
    void warm_up(contestant& each) const;
    void print(const std::vector<line>& lines) const;

    race_settings settings_;
    std::string question_;
    workload calls_;
    std::vector<contestant> contestants_{};
};

}
