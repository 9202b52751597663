#pragma once

#include <ecr/credentials/chain.hpp>
#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/exception.hpp>
#include <ecr/load_config.hpp>
#include <ecr/resolve_settings.hpp>
#include <ecr/system_environment.hpp>

#include <boost/asio/this_coro.hpp>

#include <exception>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline boost::asio::awaitable<void> read_shared_file(std::shared_ptr<environment> world, shared_file& file) {
    if (file.path.empty()) co_return;
    auto reading = world->read_file(file.path);
    auto content = co_await std::move(reading);
    file.error = content.error;
    file.text = std::move(content.text);
}

// Failing to find a region is an answer, being cancelled is not.
[[nodiscard]] inline boost::asio::awaitable<settings_input::instance_answer>
ask_for_region(instance_region_source source, instance_metadata_settings how) {
    settings_input::instance_answer answer;
    try {
        auto asking = source(std::move(how));
        answer.region = co_await std::move(asking);
    } catch (const exception& failure) {
        if (failure.error().kind() == error_kind::cancelled) throw;
        answer.problem = redacted(failure.what());
    } catch (const boost::system::system_error& failure) {
        if (failure.code() == boost::system::errc::operation_canceled) throw;
        answer.problem = redacted(failure.what());
    } catch (const std::exception& failure) {
        answer.problem = redacted(failure.what());
    }
    co_return answer;
}

inline boost::asio::awaitable<settings> load_settings(std::shared_ptr<environment> world,
                                                      std::shared_ptr<const load_options> options) {
    settings_input input;
    input.variable = [world](std::string_view name) { return world->variable(name); };
    input.home = world->home();
    find_shared_files(input, *options);
    auto config = read_shared_file(world, input.config_file);
    co_await std::move(config);
    auto credentials = read_shared_file(world, input.credentials_file);
    co_await std::move(credentials);

    auto result = resolve_settings(input, *options);
    if (result.wants_instance_region && options->instance_region) {
        auto asking = ask_for_region(options->instance_region, result.instance_metadata);
        input.instance = co_await std::move(asking);
        result = resolve_settings(input, *options);
    }
    if (!result.config.time) result.config.time = world->time();
    result.config.origin = std::make_shared<const explanation>(result.explanation);
    co_return result;
}

[[nodiscard]] inline error unusable_settings(const settings& found) {
    error_data parts;
    parts.kind = error_kind::configuration;
    const char* separator = "";
    for (const auto& each : found.problems) {
        parts.message += separator + each;
        separator = "; ";
    }
    return error(std::move(parts));
}

// Options that say nothing of the metadata service get the question that is asked there.
inline boost::asio::awaitable<client_config> load_config(std::shared_ptr<environment> world,
                                                         std::shared_ptr<const load_options> options) {
    const auto executor = co_await boost::asio::this_coro::executor;
    auto asked = std::make_shared<load_options>(*options);
    if (!asked->instance_region) {
        asked->instance_region = [context = make_provider_context(executor, asked->config, world)](
                                     instance_metadata_settings how) {
            return instance_region(context, std::move(how));
        };
    }
    auto loading = load_settings(world, std::move(asked));
    auto found = co_await std::move(loading);
    if (!found.problems.empty()) throw_error(unusable_settings(found));
    if (!found.config.credentials) {
        const auto context = make_provider_context(executor, found, std::move(world));
        found.config.credentials = default_credentials(context, found);
    }
    co_return std::move(found.config);
}

}

namespace ecr::inline ECR_ABI {

ECR_DECL boost::asio::awaitable<settings> load_settings(std::shared_ptr<environment> world,
                                                        const load_options& options) {
    return detail::load_settings(std::move(world), std::make_shared<const load_options>(options));
}

ECR_DECL boost::asio::awaitable<client_config> load_config(std::shared_ptr<environment> world,
                                                           const load_options& options) {
    return detail::load_config(std::move(world), std::make_shared<const load_options>(options));
}

ECR_DECL boost::asio::awaitable<client_config> load_config() {
    return detail::load_config(system_environment(), std::make_shared<const load_options>());
}

}
