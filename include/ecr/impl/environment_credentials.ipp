#pragma once

#include <ecr/credentials/environment.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/system_environment.hpp>

#include <initializer_list>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

inline std::string first_variable(const environment& world, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        if (auto value = nonblank_variable(world, name)) return std::move(*value);
    }
    return {};
}

/// The keys; throws when they are incomplete.
inline std::shared_ptr<const credentials> keys_in(const environment& world) {
    credentials keys;
    keys.access_key_id = first_variable(world, {"AWS_ACCESS_KEY_ID"});
    keys.secret_access_key = first_variable(world, {"AWS_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY"});
    keys.session_token = first_variable(world, {"AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"});
    keys.provider_name = "Environment";
    if (keys.access_key_id.empty() && keys.secret_access_key.empty()) {
        throw_not_configured("environment: neither AWS_ACCESS_KEY_ID nor AWS_SECRET_ACCESS_KEY is set");
    }
    if (keys.access_key_id.empty()) {
        throw_credentials_error("environment: AWS_SECRET_ACCESS_KEY is set but AWS_ACCESS_KEY_ID is not");
    }
    if (keys.secret_access_key.empty()) {
        throw_credentials_error("environment: AWS_ACCESS_KEY_ID is set but AWS_SECRET_ACCESS_KEY is not");
    }
    const auto account = first_variable(world, {"AWS_ACCOUNT_ID"});
    if (!account.empty()) keys.account_id = account;
    const auto end = first_variable(world, {"AWS_CREDENTIAL_EXPIRATION"});
    if (!end.empty()) {
        keys.expiration = parse_timestamp(end);
        if (!keys.expiration) {
            throw_credentials_error("environment: AWS_CREDENTIAL_EXPIRATION is no time such as "
                                    "2026-01-31T12:00:00Z");
        }
    }
    return std::make_shared<const credentials>(std::move(keys));
}

}

ECR_DECL environment_credentials::environment_credentials(std::shared_ptr<environment> world)
    : world_(world ? std::move(world) : system_environment()) {}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> environment_credentials::get() {
    co_return detail::keys_in(*world_);
}

}
