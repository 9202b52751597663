// Keys from a place of your own, kept and replaced before they expire.

#include "support/program.hpp"

#include <ecr/credentials/cached.hpp>
#include <ecr/operation/describe_repositories.hpp>

#include <iostream>

namespace {

namespace asio = boost::asio;

// [provider]
class vault final : public ecr::credentials_provider {
public:
    explicit vault(ecr::emulator from)
        : from_(std::move(from)) {}

    asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        ++asked; // a vault across the network would be awaited here
        ecr::key_options wanted;
        wanted.session_token = "session " + std::to_string(asked);
        wanted.expiration = from_.now() + std::chrono::hours(1);
        co_return std::make_shared<const ecr::credentials>(from_.add_key(wanted));
    }

    int asked = 0;

private:
    ecr::emulator from_;
};
// [provider]

asio::awaitable<void> custom_credentials(example::stage on) {
    const auto executor = on.client.get_executor();
    ecr::client_config config = on.emulator->config_for();
    // [cached]
    const auto keys = std::make_shared<vault>(*on.emulator);
    config.credentials = std::make_shared<ecr::cached_credentials>(executor, keys);
    const ecr::client client(executor, config);
    // [cached]
    const ecr::describe_repositories_request request;
    co_await ecr::describe_repositories(client, request);
    co_await ecr::describe_repositories(client, request);
    std::cout << "two calls, keys were asked for " << keys->asked << " time(s)\n";
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "custom_credentials",
                                        .purpose = "Signs calls with keys from a provider of its own.",
                                        .calls = example::target::emulator_only};
    return example::run(count, words, what, custom_credentials);
}
