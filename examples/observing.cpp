// What a client does and where its settings are from: for logs, metrics and questions.

#include "support/program.hpp"

#include <ecr/log.hpp>
#include <ecr/operation/describe_repositories.hpp>

#include <iostream>

namespace {

// [observer]
class retry_meter final : public ecr::observer {
public:
    void on_retry_scheduled(const ecr::retry_scheduled& event) noexcept override {
        ++retries;
        std::cout << event.call.operation << " failed by " << to_string(event.reason) << '\n';
    }

    std::atomic<int> retries = 0; // several threads may tell at the same time
};
// [observer]

boost::asio::awaitable<void> observing(example::stage on) {
    const auto executor = on.client.get_executor();
    on.emulator->faults().add_json(R"({"faults":[{"kind":"throttle","count":1}]})");
    ecr::client_config config = on.emulator->config_for();
    const auto meter = std::make_shared<retry_meter>();
    config.observer = meter;
    const ecr::client metered(executor, config);
    const ecr::describe_repositories_request request;
    co_await ecr::describe_repositories(metered, request);
    std::cout << meter->retries << " retry\n";

    // [log]
    const auto write = [](std::string_view line) { std::cerr << line << '\n'; };
    config.observer = std::make_shared<ecr::line_logger>(write); // secrets are masked
    const ecr::client logged(executor, config);
    const auto answer = co_await ecr::describe_repositories(logged, request, ecr::with_metadata);
    std::cerr << "request " << answer.metadata.request_id << '\n';
    // [log]

    // [explain]
    const auto explained = co_await logged.explain();
    std::cerr << explained << '\n'; // each setting: its value, its source, why no other was taken
    // [explain]
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "observing",
                                        .purpose = "Watches calls, and explains the settings.",
                                        .calls = example::target::emulator_only};
    return example::run(count, words, what, observing);
}
