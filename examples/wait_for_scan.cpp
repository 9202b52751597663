// Scans an image, waits for the findings and counts them.

#include "support/program.hpp"

#include <ecr/operation/start_image_scan.hpp>
#include <ecr/waiter/scan_findings_ready.hpp>

#include <iostream>

namespace {

using namespace std::chrono_literals;

boost::asio::awaitable<void> wait_for_scan(example::stage on) {
    const ecr::client client = on.client;
    ecr::start_image_scan_request start{.repository_name = on.word(0, "team/web")};
    start.image_id.image_tag = on.word(1, "v1");
    co_await ecr::start_image_scan(client, start);

    // [wait]
    ecr::describe_image_scan_findings_request request{.repository_name = start.repository_name};
    request.image_id = start.image_id;
    ecr::wait_options patience{.min_delay = 20ms, .max_delay = 2s, .max_wait = 10min};
    patience.progress = [](const ecr::wait_progress& seen) { std::cerr << seen.state << '\n'; };
    const auto ended = co_await ecr::scan_findings_ready(client, request, patience);
    for (const auto& [severity, findings] : ecr::severity_counts(ended.response)) {
        std::cout << severity << ": " << findings << '\n';
    }
    // [wait]
    std::cout << "the scan is " << *ended.response.image_scan_status->status << '\n';
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "wait_for_scan",
                                        .arguments = "[REPOSITORY [TAG]]",
                                        .purpose = "Scans an image and counts what is found.",
                                        .max_arguments = 2};
    return example::run(count, words, what, wait_for_scan);
}
