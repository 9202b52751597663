#pragma once

#include <ecr/credentials/provider_context.hpp>
#include <ecr/detail/pooled_transport.hpp>
#include <ecr/system_environment.hpp>
#include <ecr/system_process_runner.hpp>

#include <utility>

namespace ecr::inline ECR_ABI {

ECR_DECL provider_context make_provider_context(boost::asio::any_io_executor executor,
                                                const client_config& config,
                                                std::shared_ptr<environment> world) {
    provider_context context;
    context.environment = world ? std::move(world) : system_environment();
    context.transport =
        config.transport ? config.transport : std::make_shared<detail::pooled_transport>(executor, config);
    context.resolver = config.resolver ? config.resolver : system_resolver();
    context.processes = system_process_runner();
    context.region = config.region;
    context.use_fips = config.use_fips;
    context.use_dual_stack = config.use_dual_stack;
    context.executor = std::move(executor);
    return context;
}

}
