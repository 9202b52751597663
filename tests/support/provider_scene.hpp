#pragma once

/// \file
/// A world for providers of credentials without sockets, files, processes and waiting.

#include <ecr/credentials/not_configured.hpp>
#include <ecr/credentials/provider_context.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/memory_environment.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/test/unit_test.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <support/coroutine_test.hpp>
#include <support/scripted_transport.hpp>
#include <utility>
#include <vector>

namespace test {

/// Secrets that are planted; none may ever be seen outside of a request.
inline const std::string planted[] = {"wJalrXUtnFEMI", "tOkEnOfSeSsIoN", "rEfReShToKeN",
                                      "cLiEnTsEcReT",  "bEaRerToKeN",    "MHcCAQEE"};

inline bool holds_planted(std::string_view text) {
    return std::ranges::any_of(planted, [&](const auto& each) { return text.find(each) != text.npos; });
}

/// Runs nothing and says what it is told.
class scripted_processes final : public ecr::process_runner {
public:
    boost::asio::awaitable<ecr::process_outcome> run(std::vector<std::string> words,
                                                     std::chrono::milliseconds limit) override {
        commands.push_back(std::move(words));
        limits.push_back(limit);
        co_return outcome;
    }

    ecr::process_outcome outcome{};
    std::vector<std::vector<std::string>> commands{};
    std::vector<std::chrono::milliseconds> limits{};
};

/// Knows the names that it is told.
class scripted_resolver final : public ecr::resolver {
public:
    boost::asio::awaitable<ecr::resolve_result> resolve(std::string, std::uint16_t port) override {
        ecr::resolve_result result;
        for (const auto& each : addresses) {
            result.addresses.emplace_back(boost::asio::ip::make_address(each), port);
        }
        if (addresses.empty()) result.error = boost::asio::error::host_not_found;
        co_return result;
    }

    std::vector<std::string> addresses{};
};

/// What a provider came to.
struct provider_outcome {
    std::shared_ptr<const ecr::credentials> keys{};
    std::optional<ecr::error> failure{};
    bool not_configured = false;

    [[nodiscard]] std::string id() const { return keys ? keys->access_key_id : "none"; }
    [[nodiscard]] std::string message() const { return failure ? to_string(*failure) : "no failure"; }
    [[nodiscard]] bool says(std::string_view text) const { return message().find(text) != std::string::npos; }
};

struct provider_scene {
    provider_scene() {
        context.executor = loop.get_executor();
        context.environment = world;
        context.transport = service;
        context.resolver = names;
        context.processes = processes;
        context.region = "eu-west-1";
        world->set_variable("HOME", "/home/me");
    }

    provider_outcome get(ecr::credentials_provider& provider) {
        provider_outcome outcome;
        const auto ask = [&]() -> boost::asio::awaitable<void> {
            try {
                outcome.keys = co_await provider.get();
            } catch (const ecr::exception& thrown) {
                outcome.failure = thrown.error();
                outcome.not_configured = dynamic_cast<const ecr::not_configured*>(&thrown) != nullptr;
                BOOST_TEST((thrown.error().kind() == ecr::error_kind::credentials));
                BOOST_TEST(!holds_planted(thrown.what()), thrown.what());
            }
        };
        run_coroutine(loop, ask);
        return outcome;
    }

    /// The next answers of whatever is asked.
    void prepare(int status, std::string body) {
        scripted_reply reply;
        reply.status = status;
        reply.body = std::move(body);
        service->replies.push_back(std::move(reply));
    }
    void prepare(scripted_reply reply) { service->replies.push_back(std::move(reply)); }

    [[nodiscard]] const seen_request& request(std::size_t index) const {
        BOOST_REQUIRE(index < service->requests.size());
        return service->requests[index];
    }

    boost::asio::io_context loop{};
    std::shared_ptr<scripted_time> time = std::make_shared<scripted_time>();
    std::shared_ptr<ecr::memory_environment> world = std::make_shared<ecr::memory_environment>(time);
    std::shared_ptr<scripted_transport> service = std::make_shared<scripted_transport>();
    std::shared_ptr<scripted_resolver> names = std::make_shared<scripted_resolver>();
    std::shared_ptr<scripted_processes> processes = std::make_shared<scripted_processes>();
    ecr::provider_context context{};
};

/// How the time of the scene is written, so much later.
inline std::string in(std::chrono::seconds later) {
    return ecr::detail::to_iso8601(ecr::timestamp(std::chrono::seconds(1767323045)) + later);
}

inline std::string assumed_role(const std::string& id, const std::string& action = "AssumeRole") {
    return "<" + action + "Response><" + action +
           "Result><AssumedRoleUser><Arn>arn:aws:sts::123456789012:"
           "assumed-role/r/s</Arn></AssumedRoleUser><Credentials><AccessKeyId>" +
           id +
           "</AccessKeyId><SecretAccessKey>wJalrXUtnFEMI</SecretAccessKey><SessionToken>tOkEnOfSeSsIoN"
           "</SessionToken><Expiration>" +
           in(std::chrono::hours(1)) + "</Expiration></Credentials></" + action + "Result></" + action +
           "Response>";
}

inline std::string sts_failure(const std::string& code, const std::string& message = "no") {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message +
           "</Message></Error><RequestId>11-22</RequestId></ErrorResponse>";
}

inline std::string agent_keys(const std::string& id, std::chrono::seconds life = std::chrono::hours(6)) {
    return R"({"Code":"Success","AccessKeyId":")" + id +
           R"(","SecretAccessKey":"wJalrXUtnFEMI","Token":"tOkEnOfSeSsIoN","Expiration":")" + in(life) +
           "\"}";
}

}
