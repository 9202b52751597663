#pragma once

#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/credentials/not_configured.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/host_name.hpp>
#include <ecr/detail/metadata_client.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/uri.hpp>
#include <ecr/exception.hpp>

#include <algorithm>
#include <exception>
#include <mutex>
#include <utility>

namespace ecr::inline ECR_ABI {

struct instance_metadata_credentials::shared {
    explicit shared(std::shared_ptr<detail::metadata_client> asked)
        : client(std::move(asked)) {}

    boost::asio::awaitable<std::shared_ptr<const credentials>> ask();
    std::shared_ptr<const credentials> keep(credentials fresh);
    std::shared_ptr<const credentials> extended();
    [[nodiscard]] timestamp later() const;

    const std::shared_ptr<detail::metadata_client> client;
    std::mutex mutex{};
    /// The last ones, with the end that the service gave them.
    std::shared_ptr<const credentials> last{};
};

namespace detail {

inline constexpr std::string_view role_list = "/latest/meta-data/iam/security-credentials/";

/// Throws what went wrong with a question, unless it went well.
inline void check_metadata(const metadata_answer& result, std::string_view missing) {
    if (result.absent) throw not_configured(result.failure);
    if (result.failed) throw_error(result.failure);
    if (result.answer.status == 404) throw_not_configured(std::string(missing));
    if (result.answer.succeeded()) return;
    throw_error(fetch_error("instance metadata", result.answer,
                            "HTTP " + std::to_string(result.answer.status), {}, {}));
}

/// What messages call a role: whatever else came in place of its name may be secret.
inline std::string shown_role(const fetch_answer& answer, std::string_view role) {
    constexpr std::size_t longest = 64;
    const auto allowed = [](char c) {
        return is_alphanumeric(c) || std::string_view("_+=,.@-").find(c) != std::string_view::npos;
    };
    if (role.size() > longest || !each_is(role, allowed)) return "***";
    return without(role, answer.hidden);
}

inline std::string_view first_line(std::string_view text) {
    return text.substr(0, text.find_first_of("\r\n"));
}

}

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>>
instance_metadata_credentials::shared::ask() {
    // The role may be another one since the last time.
    auto listing = client->get(std::string(detail::role_list));
    const auto roles = co_await std::move(listing);
    detail::check_metadata(roles, "instance metadata: no role is attached to this instance");
    const auto role = detail::first_line(roles.answer.body.reveal());
    if (role.empty()) detail::throw_not_configured("instance metadata: no role is attached to this instance");
    const auto shown = detail::shown_role(roles.answer, role);
    auto asking = client->get(std::string(detail::role_list) + detail::percent_encode(role));
    const auto result = co_await std::move(asking);
    detail::check_metadata(result, "instance metadata: the role " + shown + " is gone");
    auto keys =
        detail::read_credentials(detail::credential_form::instance_metadata, result.answer.body.reveal());
    if (!keys) {
        throw_error(detail::fetch_error("instance metadata, role " + shown, result.answer, {},
                                        keys.error().reason, {}));
    }
    co_return keep(std::move(*keys));
}

ECR_DECL timestamp instance_metadata_credentials::shared::later() const {
    const auto time = client->context().environment->time();
    const auto more = std::chrono::minutes(10) + std::chrono::minutes(5) * time->random();
    return time->utc_now() + std::chrono::floor<std::chrono::milliseconds>(more);
}

ECR_DECL std::shared_ptr<const credentials> instance_metadata_credentials::shared::keep(credentials fresh) {
    fresh.provider_name = "Ec2InstanceMetadata";
    const auto now = client->context().environment->time()->utc_now();
    const std::lock_guard lock(mutex);
    last = std::make_shared<const credentials>(std::move(fresh));
    if (*last->expiration > now) return last;
    auto longer = *last;
    longer.expiration = later();
    return std::make_shared<const credentials>(std::move(longer));
}

// Keys that are good still are no answer: whoever caches them keeps them, and asks again later.
ECR_DECL std::shared_ptr<const credentials> instance_metadata_credentials::shared::extended() {
    const auto now = client->context().environment->time()->utc_now();
    const std::lock_guard lock(mutex);
    if (!last || *last->expiration > now) return nullptr;
    auto longer = *last;
    longer.expiration = later();
    return std::make_shared<const credentials>(std::move(longer));
}

ECR_DECL instance_metadata_credentials::instance_metadata_credentials(provider_context context,
                                                                      instance_metadata_settings settings)
    : self_(std::make_shared<shared>(
          std::make_shared<detail::metadata_client>(std::move(context), std::move(settings)))) {}

ECR_DECL instance_metadata_credentials::~instance_metadata_credentials() = default;

ECR_DECL boost::asio::awaitable<std::shared_ptr<const credentials>> instance_metadata_credentials::get() {
    const auto self = self_;
    if (self->client->settings().disabled) {
        detail::throw_not_configured("instance metadata: AWS_EC2_METADATA_DISABLED is true");
    }
    std::shared_ptr<const credentials> keys;
    std::exception_ptr thrown;
    try {
        auto asking = self->ask();
        keys = co_await std::move(asking);
    } catch (const exception&) {
        thrown = std::current_exception();
    }
    if (thrown) keys = self->extended();
    if (!keys) std::rethrow_exception(thrown);
    co_return keys;
}

ECR_DECL bool instance_metadata_credentials::expired(const credentials&) {
    const std::lock_guard lock(self_->mutex);
    self_->last = nullptr;
    return true;
}

ECR_DECL boost::asio::awaitable<std::string> instance_region(provider_context context,
                                                             instance_metadata_settings settings) {
    if (settings.disabled)
        detail::throw_not_configured("instance metadata: AWS_EC2_METADATA_DISABLED is true");
    const auto client = std::make_shared<detail::metadata_client>(std::move(context), std::move(settings));
    auto asking = client->get("/latest/meta-data/placement/region");
    const auto result = co_await std::move(asking);
    detail::check_metadata(result, "instance metadata: the instance has no region");
    const auto region = result.answer.body.reveal();
    if (!detail::is_host_label(region)) {
        throw_error(detail::fetch_error("instance metadata", result.answer, {}, "the region is not one", {}));
    }
    co_return std::string(region);
}

}
