// What a failure tells, and the ways to look at it.

#include "support/program.hpp"

#include <ecr/operation/describe_images.hpp>

#include <iostream>

namespace {

boost::asio::awaitable<void> errors(example::stage on) {
    const ecr::client client = on.client;
    // [throws]
    ecr::describe_images_request request{.repository_name = "team/missing"};
    try {
        co_await ecr::describe_images(client, request);
    } catch (const ecr::repository_not_found_exception& missing) {
        std::cout << missing.error().message() << '\n';
    } catch (const ecr::transient_exception& busy) {
        std::cout << "try later: " << busy.what() << '\n';
    } catch (const ecr::exception& other) {
        std::cerr << other.error() << '\n'; // code, message, request id, attempts, time, endpoint
    }
    // [throws]

    // [result]
    const auto answer = co_await ecr::describe_images(client, request, ecr::as_result);
    if (answer) {
        std::cout << answer->image_details.size() << " images\n";
    } else if (answer.error() == ecr::errc::repository_not_found) {
        std::cout << "no such repository, says " << answer.error().code_text() << '\n';
    } else if (answer.error() == ecr::condition::denied) {
        std::cout << "not allowed: " << answer.error().message() << '\n';
    }
    // [result]

    // [validation]
    request.repository_name = "Team/Web";
    request.max_results = 5000;
    const auto strict = client.with({.validation = ecr::validation_level::full});
    const auto refused = co_await ecr::describe_images(strict, request, ecr::as_result);
    for (const auto& each : refused.error().violations()) {
        std::cout << each.path << ' ' << each.problem << '\n';
    }
    // [validation]
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "errors", .purpose = "Makes calls that fail, and tells why."};
    return example::run(count, words, what, errors);
}
