// What does a call cost on a warm connection, beside the bytes alone and beside another library?

#include "harness.hpp"
#include "throughput/load.hpp"
#include "throughput/process.hpp"
#include "throughput/race.hpp"

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <sstream>
#include <string>
#include <vector>

namespace {

using bench::call;

class server {
public:
    /// One that answers nobody until `held` wait for an answer, if that is not zero.
    explicit server(std::size_t held)
        : process_("ecr_benchmark_throughput_server", {std::to_string(held)}) {
        std::istringstream(process_.hear()) >> plain_port_ >> tls_port_ >> certificate_;
    }

    bench::workload load(call what, bool tls, std::size_t concurrency) const {
        return {what, tls, tls ? tls_port_ : plain_port_, certificate_, concurrency};
    }

private:
    bench::process process_;
    std::uint16_t plain_port_ = 0;
    std::uint16_t tls_port_ = 0;
    std::string certificate_{};
};

void run(bench::race_settings chosen, const std::string& question, const bench::workload& calls) {
    const std::string title =
        question + (calls.tls ? ", TLS, " : ", plain, ") + std::to_string(calls.concurrency) + " at a time";
    bench::race race(chosen, title, calls);
    race.add("floor: bytes alone", "ecr_benchmark_throughput_raw");
    race.add("ecr", "ecr_benchmark_throughput_ecr");
#if defined(BENCH_CURL)
    race.add("libcurl, nlohmann::json", "ecr_benchmark_throughput_curl");
#endif
    race.run();
}

void run_all(bool quick) {
    const bench::race_settings chosen =
        quick ? bench::race_settings{.sample_seconds = 0, .rounds = 1} : bench::race_settings{};
    const auto concurrencies =
        quick ? std::vector<std::size_t>{1, 16} : std::vector<std::size_t>{1, 16, 64, 256};
    const server answering(0);
    for (const bool tls : {false, true}) {
        for (const std::size_t concurrency : concurrencies)
            run(chosen, "GetAuthorizationToken, 2.4 KB back", answering.load(call::token, tls, concurrency));
        run(chosen, "DescribeImages, 1000 images back", answering.load(call::page, tls, quick ? 2 : 16));
        run(chosen, "UploadLayerPart, 20 MiB sent as 28 MB", answering.load(call::part, tls, 1));
    }

    const std::size_t many = quick ? 50 : 5000;
    const server holding(many);
    const bench::race_settings few{.sample_seconds = 0, .rounds = quick ? 1 : 3};
    for (const bool tls : {false, true})
        run(few, "all in flight, GetAuthorizationToken", holding.load(call::token, tls, many));
}

}

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN); // who ended is told when nothing is heard from it
    const bool quick = bench::read_settings(argc, argv).sample_seconds == 0;
    std::printf(
        "CPU time of the client's process for each call; allocations and their bytes for each call; the\n"
        "peak of its resident memory; ratios to the first line of each table\n");
#if !defined(BENCH_CURL)
    std::printf("libcurl: left out, libcurl 7.75 or nlohmann::json is not installed (Debian:\n"
                "libcurl4-openssl-dev, nlohmann-json3-dev)\n");
#endif
    run_all(quick);
}
