#include "harness.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>

namespace bench {

namespace {

double cpu_seconds() noexcept {
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double time_of(const std::function<void()>& run, std::size_t repetitions) {
    const double begin = cpu_seconds();
    for (std::size_t left = repetitions; left != 0; --left) run();
    return cpu_seconds() - begin;
}

double quantile(const std::vector<double>& sorted, double part) {
    return sorted[static_cast<std::size_t>(part * static_cast<double>(sorted.size() - 1) + 0.5)];
}

}

settings read_settings(int argc, char** argv) {
    settings chosen;
    for (int index = 1; index < argc; ++index) {
        if (std::string_view(argv[index]) != "--quick") {
            std::fprintf(stderr, "usage: %s [--quick]\n", argv[0]);
            std::exit(2);
        }
        chosen = {.sample_seconds = 0.0, .rounds = 3};
    }
    return chosen;
}

contest::contest(settings chosen, std::string question, std::size_t bytes)
    : settings_(chosen)
    , question_(std::move(question))
    , bytes_(bytes) {}

contest& contest::add(std::string name, std::function<void()> run) {
    contestants_.push_back({.name = std::move(name), .run = std::move(run)});
    return *this;
}

contest& contest::miss(std::string name, std::string reason) {
    missing_.push_back(std::move(name) + ": left out, " + std::move(reason));
    return *this;
}

void contest::run() {
    for (contestant& each : contestants_) warm_up(each);
    for (int round = 0; round != settings_.rounds; ++round) {
        for (contestant& each : contestants_) {
            const double taken = time_of(each.run, each.repetitions);
            each.seconds.push_back(taken / static_cast<double>(each.repetitions));
        }
    }
    for (contestant& each : contestants_) std::ranges::sort(each.seconds);

    std::printf("\n%s (%zu bytes)\n", question_.c_str(), bytes_);
    std::printf("  %-44s %10s %21s %9s %7s %8s %10s\n", "", "median us", "quartiles us", "MB/s", "ratio",
                "allocs", "bytes");
    for (const contestant& each : contestants_) print(each);
    for (const std::string& line : missing_) std::printf("  %s\n", line.c_str());
    std::fflush(stdout);
}

/// Finds how many repetitions fill a sample; what this runs is the warm-up.
void contest::warm_up(contestant& each) const {
    each.run();
    const allocation_count before = allocations();
    each.run();
    const allocation_count after = allocations();
    each.allocated = {after.calls - before.calls, after.bytes - before.bytes};
    while (time_of(each.run, each.repetitions) < settings_.sample_seconds) each.repetitions *= 2;
}

void contest::print(const contestant& each) const {
    const double median = quantile(each.seconds, 0.5);
    const double baseline = quantile(contestants_.front().seconds, 0.5);
    std::printf("  %-44s %10.2f %10.2f..%9.2f %9.0f %7.2f %8llu %10llu\n", each.name.c_str(), median * 1e6,
                quantile(each.seconds, 0.25) * 1e6, quantile(each.seconds, 0.75) * 1e6,
                static_cast<double>(bytes_) / median * 1e-6, median / baseline,
                static_cast<unsigned long long>(each.allocated.calls),
                static_cast<unsigned long long>(each.allocated.bytes));
}

void require(bool same, std::string_view what) {
    if (same) return;
    std::fprintf(stderr, "not the same: %.*s\n", static_cast<int>(what.size()), what.data());
    std::exit(1);
}

void ensure(bool works, std::string_view what) {
    if (works) return;
    std::fprintf(stderr, "failed: %.*s\n", static_cast<int>(what.size()), what.data());
    std::exit(1);
}

}
