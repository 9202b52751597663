// An ECR in memory for clients in any language, until it is interrupted.

#include "support/emulator_options.hpp"

#include <ecr/emulator.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <exception>
#include <iostream>

namespace {

// In a form that a shell understands. Older versions of the AWS command line put the path right behind the
// metadata endpoint, so it ends with a slash.
void announce(const ecr::emulator& server) {
    const auto config = server.config_for();
    const auto keys = server.keys_for("123456789012");
    const auto url = server.endpoint_url();
    for (const auto* const service : {"ECR", "STS", "SSO", "SSO_OIDC", "SIGNIN"})
        std::cout << "export AWS_ENDPOINT_URL_" << service << '=' << url << '\n';
    std::cout << "export AWS_EC2_METADATA_SERVICE_ENDPOINT=" << url << "/\n"
              << "export AWS_REGION=" << config.region << '\n'
              << "export AWS_ACCESS_KEY_ID=" << keys.access_key_id << '\n'
              << "export AWS_SECRET_ACCESS_KEY=" << keys.secret_access_key.reveal() << '\n';
    if (!config.tls.ca_file.empty()) std::cout << "export AWS_CA_BUNDLE=" << config.tls.ca_file << '\n';
    std::cout << std::flush;
}

void serve(const example::emulator_options& wanted) {
    boost::asio::io_context context(1);
    ecr::emulator server(context.get_executor(), wanted.config);
    if (!wanted.faults.empty()) server.faults().add_json(wanted.faults);
    if (!wanted.state.empty()) server.load(wanted.state);
    boost::asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](boost::system::error_code, int) { server.close(); });
    announce(server);
    context.run();
}

}

int main(int count, char** words) {
    try {
        const auto wanted = example::read_emulator_options(count, words);
        if (wanted.help) {
            std::cout << example::emulator_usage;
        } else {
            serve(wanted);
        }
        return 0;
    } catch (const std::exception& problem) {
        std::cerr << "ecr-emulator: " << problem.what() << '\n';
        return 1;
    }
}
