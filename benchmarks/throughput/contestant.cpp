// The program around a contestant: reads how many calls to make, makes them, and prints what they cost.
// An empty line asks for the peak of its memory.

#include "../harness.hpp"
#include "descriptors.hpp"
#include "load.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

namespace {

double cpu_seconds() noexcept {
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double wall_seconds() noexcept {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// In kilobytes, of this program alone; what getrusage tells includes the program that started it.
std::string peak_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        constexpr std::string_view name = "VmHWM:";
        if (line.starts_with(name)) return line.substr(name.size());
    }
    return "0";
}

/// What it took to prepare the requests is no cost of a call.
void forget_peak_memory() {
    std::ofstream("/proc/self/clear_refs") << '5';
}

bench::workload read_workload(char** arguments) {
    const std::string_view what = arguments[0];
    bench::workload chosen;
    chosen.what = what == "token"  ? bench::call::token
                  : what == "page" ? bench::call::page
                                   : bench::call::part;
    chosen.tls = std::string_view(arguments[1]) == "tls";
    chosen.port = static_cast<std::uint16_t>(std::atoi(arguments[2]));
    chosen.ca_file = arguments[3];
    chosen.concurrency = static_cast<std::size_t>(std::atoi(arguments[4]));
    return chosen;
}

void measure(bench::load& contestant, std::size_t calls) {
    const bench::allocation_count allocated = bench::allocations();
    const double cpu = cpu_seconds();
    const double wall = wall_seconds();
    contestant.run(calls);
    const double wall_taken = wall_seconds() - wall;
    const double cpu_taken = cpu_seconds() - cpu;
    const bench::allocation_count now = bench::allocations();
    std::cout << cpu_taken << ' ' << wall_taken << ' ' << now.calls - allocated.calls << ' '
              << now.bytes - allocated.bytes << std::endl;
}

}

std::string bench::url_of(const workload& chosen) {
    return (chosen.tls ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(chosen.port);
}

int main(int argc, char** argv) {
    bench::ensure(argc == 6, "to read the arguments: token|page|part plain|tls PORT CA_FILE CONCURRENCY");
    bench::allow_many_descriptors();
    const auto contestant = bench::make_load(read_workload(argv + 1));
    forget_peak_memory();
    std::cout.precision(9);
    for (std::string line; std::getline(std::cin, line);) {
        if (line.empty()) {
            std::cout << peak_memory() << std::endl;
        } else {
            measure(*contestant, std::stoul(line));
        }
    }
}
