#include "race.hpp"

#include <algorithm>
#include <cstdio>
#include <sstream>
#include <utility>

namespace bench {

namespace {

const char* name_of(call what) noexcept {
    switch (what) {
    case call::token:
        return "token";
    case call::page:
        return "page";
    case call::part:
        return "part";
    }
    return "";
}

double quantile(std::vector<double> values, double part) {
    const auto index = static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1) + 0.5);
    std::ranges::nth_element(values, values.begin() + index);
    return values[static_cast<std::size_t>(index)];
}

template <class Cost>
double quantile(const std::vector<Cost>& rounds, double Cost::*of, double part) {
    std::vector<double> values;
    for (const Cost& each : rounds) values.push_back(each.*of);
    return quantile(std::move(values), part);
}

}

race::race(race_settings chosen, std::string question, const workload& calls)
    : settings_(chosen)
    , question_(std::move(question))
    , calls_(calls) {}

race& race::add(std::string name, const std::string& program) {
    const std::vector<std::string> arguments{name_of(calls_.what), calls_.tls ? "tls" : "plain",
                                             std::to_string(calls_.port), calls_.ca_file,
                                             std::to_string(calls_.concurrency)};
    contestants_.push_back({std::move(name), process(program, arguments), calls_.concurrency});
    return *this;
}

void race::run() {
    for (contestant& each : contestants_) warm_up(each);
    for (int round = 0; round != settings_.rounds; ++round) {
        for (contestant& each : contestants_) each.rounds.push_back(call(each));
    }
    std::vector<line> lines;
    for (contestant& each : contestants_) lines.push_back(summary(each));
    print(lines);
}

race::cost race::call(contestant& each) {
    each.program.say(std::to_string(each.calls));
    std::istringstream answer(each.program.hear());
    cost taken;
    answer >> taken.cpu >> taken.wall >> taken.allocations >> taken.allocated;
    const auto calls = static_cast<double>(each.calls);
    return {taken.cpu / calls, taken.wall / calls, taken.allocations / calls, taken.allocated / calls};
}

/// Connects, then finds how many calls fill a sample.
void race::warm_up(contestant& each) const {
    call(each);
    while (call(each).cpu * static_cast<double>(each.calls) < settings_.sample_seconds) each.calls *= 2;
}

race::line race::summary(contestant& each) {
    line made;
    for (double cost::*of : {&cost::cpu, &cost::wall, &cost::allocations, &cost::allocated})
        made.median.*of = quantile(each.rounds, of, 0.5);
    made.lower_cpu = quantile(each.rounds, &cost::cpu, 0.25);
    made.upper_cpu = quantile(each.rounds, &cost::cpu, 0.75);
    each.program.say("");
    made.peak_megabytes = std::stod(each.program.hear()) / 1024;
    return made;
}

void race::print(const std::vector<line>& lines) const {
    std::printf("\n%s\n", question_.c_str());
    std::printf("  %-24s %9s %19s %6s %9s %6s %8s %10s %8s %6s\n", "", "CPU us", "quartiles", "ratio",
                "calls/s", "ratio", "allocs", "bytes", "peak MB", "ratio");
    const line& floor = lines.front();
    for (std::size_t index = 0; index != lines.size(); ++index) {
        const auto& [median, lower, upper, peak] = lines[index];
        std::printf("  %-24s %9.2f %9.2f..%8.2f %6.2f %9.0f %6.2f %8.1f %10.0f %8.1f %6.2f\n",
                    contestants_[index].name.c_str(), median.cpu * 1e6, lower * 1e6, upper * 1e6,
                    median.cpu / floor.median.cpu, 1 / median.wall, floor.median.wall / median.wall,
                    median.allocations, median.allocated, peak, peak / floor.peak_megabytes);
    }
    std::fflush(stdout);
}

}
