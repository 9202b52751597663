// docker-credential-ecr: in the path, with {"credHelpers": {"<account>.dkr.ecr.<region>.amazonaws.com":
// "ecr"}} in ~/.docker/config.json, it logs docker in by the settings and keys of the AWS tools.

#include "support/login.hpp"

#include <ecr/load_config.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/registry_host.hpp>
#include <ecr/system_environment.hpp>
#include <ecr/version.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <iostream>

namespace {

constexpr auto usage = "usage: docker-credential-ecr get | list | version\n\n"
                       "Speaks the protocol of docker's credential helpers; get reads a registry's host.\n";

// [get]
boost::asio::awaitable<void> get(ecr::registry_host host) {
    const auto executor = co_await boost::asio::this_coro::executor;
    ecr::load_options wanted;
    wanted.config.region = host.region; // not that of the settings: docker says where
    wanted.config.use_fips = host.fips;
    wanted.config.use_dual_stack = host.dual_stack;
    const auto config = co_await ecr::load_config(ecr::system_environment(), wanted);
    const ecr::client client(executor, config);
    const ecr::get_authorization_token_request request;
    const auto answer = co_await ecr::get_authorization_token(client, request);
    const auto login = example::login_of(answer.authorization_data.at(0));
    const example::docker_credentials told{to_string(host), login.user, login.password};
    std::cout << to_json(told) << '\n';
}
// [get]

}

int main(int count, char** words) {
    const std::string verb = count == 2 ? words[1] : "";
    if (verb == "--help") std::cout << usage;
    if (verb == "list") std::cout << "{}\n"; // nothing is kept
    if (verb == "version") std::cout << "docker-credential-ecr " << ECR_VERSION_STRING << '\n';
    if (verb == "--help" || verb == "list" || verb == "version") return 0;
    std::string server;
    if (verb == "get") std::getline(std::cin, server);
    const auto host = ecr::parse_registry_host(example::host_of(server));
    if (!host) std::cout << (verb == "get" ? "credentials not found in native keychain\n" : usage);
    if (!host) return 1; // docker takes the text above for "ask the user", anything else for a failure
    boost::asio::io_context context(1);
    std::string problem;
    boost::asio::co_spawn(context, get(*host),
                          [&](std::exception_ptr failure) { problem = example::message_of(failure); });
    context.run();
    std::cout << problem; // docker shows what is here
    return problem.empty() ? 0 : 1;
}
