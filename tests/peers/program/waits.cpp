#include "order.hpp"

#include <ecr/waiter/image_scan_complete.hpp>
#include <ecr/waiter/lifecycle_policy_preview_complete.hpp>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace peer {

namespace {

template <class Waiter>
work wait_for(const Waiter& waiter, ecr::client client, order what) {
    using request_type = typename Waiter::request_type;
    const auto request = parameters<request_type>(what);
    ecr::wait_options options;
    if (const auto delay = given<int>(what, "delay")) options.delay = std::chrono::seconds(*delay);
    options.max_attempts = given<int>(what, "maxAttempts");
    auto waiting = waiter(client, request, options);
    const auto ended = co_await std::move(waiting);
    outcome done;
    done["attempts"] = ended.attempts;
    done["response"] = as_json(ended.response);
    co_return done;
}

}

work wait(ecr::client client, order what) {
    const auto name = text(what, "waiter");
    if (name == "ImageScanComplete") return wait_for(ecr::image_scan_complete, client, what);
    if (name == "LifecyclePolicyPreviewComplete")
        return wait_for(ecr::lifecycle_policy_preview_complete, client, what);
    throw std::invalid_argument("no waiter: " + name);
}

}
