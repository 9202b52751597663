#pragma once

#include <ecr/detail/call_core.hpp>
#include <ecr/detail/flights.hpp>
#include <ecr/detail/pooled_transport.hpp>

#include <openssl/rand.h>

#include <cstdint>
#include <span>
#include <stdexcept>

namespace ecr::inline ECR_ABI::detail {

inline std::shared_ptr<http_transport> transport_for(const boost::asio::any_io_executor& executor,
                                                     const client_config& config) {
    if (config.transport) return config.transport;
    return std::make_shared<pooled_transport>(executor, config);
}

ECR_DECL call_core::call_core(boost::asio::any_io_executor runs_on, client_config settings)
    : executor(std::move(runs_on))
    , config(std::move(settings))
    , transport(transport_for(executor, config))
    , time(config.time ? config.time : system_time_source())
    , standard_classifier(config.retry.limit_exceeded_is_throttling)
    , agent(
          make_user_agent({.execution_environment = config.execution_environment,
                           .retry_mode = config.retry.mode == retry_mode::adaptive ? "adaptive" : "standard",
                           .app_id = config.app_id}))
    , trace_id(trace_id_header(config.lambda_function_name, config.trace_id))
    , skew(config.retry.correct_clock_skew)
    , waits(std::make_unique<flights>()) {}

ECR_DECL call_core::~call_core() = default;

ECR_DECL const endpoint_result& call_core::endpoint_for(const call_overrides& changed) {
    if (!changed.region && !changed.endpoint_url) {
        std::call_once(own_endpoint_found_, [this] {
            own_endpoint_ = resolve_endpoint(
                {config.region, config.use_fips, config.use_dual_stack, config.endpoint_url});
        });
        return own_endpoint_;
    }
    const std::string& region = changed.region ? *changed.region : config.region;
    const auto& url = changed.endpoint_url ? changed.endpoint_url : config.endpoint_url;
    std::pair<std::string, std::string> key(region, url.value_or(std::string()));
    const std::lock_guard lock(mutex_);
    const auto found = endpoints_.find(key);
    if (found != endpoints_.end()) return found->second;
    auto resolved = resolve_endpoint({region, config.use_fips, config.use_dual_stack, url});
    return endpoints_.emplace(std::move(key), std::move(resolved)).first->second;
}

ECR_DECL invocation_id call_core::new_invocation() {
    const std::lock_guard lock(mutex_);
    if (randomness_used_ == randomness_.size()) {
        if (RAND_bytes(randomness_.data(), static_cast<int>(randomness_.size())) != 1)
            throw std::runtime_error("OpenSSL has no random numbers");
        randomness_used_ = 0;
    }
    const std::span<const std::uint8_t> unused(randomness_.begin() + randomness_used_, randomness_.end());
    randomness_used_ += 16;
    return make_invocation_id(unused.first<16>());
}

ECR_DECL std::shared_ptr<call_core> make_call_core(boost::asio::any_io_executor executor,
                                                   client_config config) {
    return std::make_shared<call_core>(std::move(executor), std::move(config));
}

ECR_DECL boost::asio::any_io_executor executor_of(const call_core& core) noexcept {
    return core.executor;
}

ECR_DECL validation_level validation_of(const call_core& core, const call_overrides& changed) noexcept {
    return changed.validation.value_or(core.config.validation);
}

ECR_DECL http_transport& transport_of(call_core& core) {
    return *core.transport;
}

}
