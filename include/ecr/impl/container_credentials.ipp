#pragma once

#include <ecr/credentials/container.hpp>
#include <ecr/detail/container_rules.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/fetch.hpp>
#include <ecr/detail/name_lookup.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/token_text.hpp>
#include <ecr/exception.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI {

namespace detail {

inline container_place place_of(const container_options& options) {
    const bool relative = !options.relative_uri.empty();
    if (!relative && options.full_uri.empty()) {
        throw_not_configured("container: neither AWS_CONTAINER_CREDENTIALS_RELATIVE_URI nor "
                             "AWS_CONTAINER_CREDENTIALS_FULL_URI is set");
    }
    auto place = relative ? place_of_relative_uri(options.relative_uri) : place_of_full_uri(options.full_uri);
    if (place) return std::move(*place);
    const std::string name =
        relative ? "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI" : "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    throw_credentials_error("container: " + name + " is refused: " + place.error().reason);
}

/// Leads to an address of the host instead of its name, so that what was checked is what is asked.
inline boost::asio::awaitable<void> pin_address(const provider_context& context, fetch_request& request) {
    constexpr auto longest = std::chrono::seconds(5);
    auto looking = look_up(context.resolver, request.where.host, request.where.port,
                           std::chrono::steady_clock::now() + longest);
    const auto found = co_await std::move(looking);
    const std::string name = quoted(request.where.host);
    if (found.error || found.addresses.empty()) {
        throw_error(credentials_error("container: the host " + name + " cannot be resolved: " +
                                          (found.error ? found.error.message() : "it has no addresses"),
                                      found.error));
    }
    const bool allowed = std::ranges::all_of(found.addresses, [](const auto& each) {
        const auto address = parse_ip_address(each.address().to_string());
        return address && is_container_address(*address);
    });
    if (!allowed) {
        throw_credentials_error(
            "container: the host " + name +
            " of AWS_CONTAINER_CREDENTIALS_FULL_URI has an "
            "address that is neither loopback nor that of an ECS or EKS agent: use https");
    }
    request.host = host_header(request.where);
    request.where.host = found.addresses.front().address().to_string();
}

inline boost::asio::awaitable<secret> container_token(const provider_context& context,
                                                      const container_options& options) {
    secret text = options.token;
    std::string source = "AWS_CONTAINER_AUTHORIZATION_TOKEN";
    if (!options.token_file.empty()) {
        source = "the file " + quoted(options.token_file) + " of AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
        auto reading = context.environment->read_file(options.token_file);
        auto file = co_await std::move(reading);
        if (file.error) {
            throw_error(credentials_error("container: " + source + " cannot be read: " + file.error.message(),
                                          file.error));
        }
        text = std::move(file.text);
    } else if (text.empty()) {
        co_return text;
    }
    const auto token = token_of(text.reveal());
    if (!token) throw_credentials_error("container: " + source + " " + token.error().reason);
    co_return secret(*token);
}

inline bool is_worth_asking_the_agent_again(const fetch_answer& answer) {
    if (is_transient(answer)) return true;
    return answer.succeeded() && !read_credentials(credential_form::container, answer.body.reveal());
}

}

ECR_DECL container_options container_options_from(const environment& world) {
    const auto value = [&](std::string_view name) { return nonblank_variable(world, name).value_or(""); };
    container_options options;
    options.relative_uri = value("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI");
    options.full_uri = value("AWS_CONTAINER_CREDENTIALS_FULL_URI");
    options.token_file = value("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
    options.token = value("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    return options;
}

ECR_DECL container_credentials::container_credentials(provider_context context, container_options options)
    : context_(std::move(context))
    , options_(std::move(options)) {}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> container_credentials::get() {
    const auto context = context_;
    const auto options = options_;
    auto place = detail::place_of(options);
    detail::fetch_request request;
    request.where = std::move(place.where);
    request.target = std::move(place.target);
    request.pause = std::chrono::seconds(1);
    if (place.must_be_resolved) {
        auto pinning = detail::pin_address(context, request);
        co_await std::move(pinning);
    }
    auto asking_token = detail::container_token(context, options);
    auto token = co_await std::move(asking_token);
    request.headers.emplace_back("Accept", "application/json");
    request.hidden.push_back(token);
    if (!token.empty()) request.headers.emplace_back("Authorization", std::move(token));
    auto asking = detail::fetch(context, request, detail::is_worth_asking_the_agent_again);
    const auto answer = co_await std::move(asking);
    if (!answer.succeeded()) {
        const auto said = detail::read_credential_fault(answer.body.reveal());
        const auto* const advice = detail::is_transient(answer) ? "" : "does the task or pod have a role?";
        throw_error(detail::fetch_error("container", answer, said.code, said.message, advice));
    }
    auto keys = detail::read_credentials(detail::credential_form::container, answer.body.reveal());
    if (!keys) throw_error(detail::fetch_error("container", answer, {}, keys.error().reason, {}));
    keys->provider_name = "EcsContainer";
    co_return std::make_shared<const credentials>(std::move(*keys));
}

}
