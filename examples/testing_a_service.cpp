// Tests of a function that calls ECR: against an emulator, with faults.

#include "support/program.hpp"

#include <ecr/operation/describe_repositories.hpp>

#include <iostream>
#include <stdexcept>

namespace {

namespace asio = boost::asio;

/// What is tested: whether the registry answers and has repositories.
asio::awaitable<bool> is_ready(ecr::client client) {
    const ecr::describe_repositories_request request;
    const auto answer = co_await ecr::describe_repositories(client, request, ecr::as_result);
    co_return answer && !answer->repositories.empty();
}

asio::awaitable<void> expect(example::stage on, std::string when, bool ready, std::size_t requests) {
    on.emulator->clear_requests();
    const bool is = co_await is_ready(on.client);
    const auto seen = on.emulator->requests().size();
    std::cout << when << (is ? ": ready" : ": not ready") << " after " << seen << " request(s)\n";
    if (is != ready || seen != requests) throw std::runtime_error("this is not as it should be");
}

asio::awaitable<void> testing_a_service(example::stage on) {
    co_await expect(on, "all is well", true, 1);

    // [faults]
    ecr::fault_rule fault{.kind = ecr::fault_kind::throttle};
    fault.count = 2;
    on.emulator->faults().add(fault);
    co_await expect(on, "throttled twice", true, 3); // retries hide it

    fault = {.kind = ecr::fault_kind::error, .code = "AccessDeniedException", .status = 400};
    on.emulator->faults().add(fault);
    co_await expect(on, "not allowed", false, 1); // and do not make it worse
    // [faults]

    on.emulator->faults().clear();
    on.emulator->faults().add_json(R"({"faults":[{"kind":"truncate","count":1}]})");
    co_await expect(on, "half an answer", true, 2);
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "testing_a_service",
                                        .purpose = "Tests a function, also when the service is not well.",
                                        .calls = example::target::emulator_only};
    return example::run(count, words, what, testing_a_service);
}
