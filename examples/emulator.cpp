// An ECR in memory for clients in any language, until it is interrupted.

#include <ecr/emulator.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>

#include <charconv>
#include <cstdint>
#include <exception>
#include <fstream>
#include <iostream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>

namespace {

constexpr auto usage = R"(usage: ecr-emulator [--port NUMBER] [--tls] [--faults FILE] [--state FILE] [--help]

Serves an ECR registry in memory on 127.0.0.1, with every signature verified.

  --port NUMBER   the port to listen on; any free one by default
  --tls           encrypts, with a certificate made at start
  --faults FILE   what goes wrong: {"faults":[{"kind":"throttle","operation":"ListImages","count":2}]}
  --state FILE    the registries to begin with, as URL/_emulator/state gave them

While it runs, faults, requests, time and state are at hand below /_emulator/:

  curl -H 'Content-Type: application/json' -d '{"faults":[{"kind":"delay","milliseconds":500}]}' URL/_emulator/faults
  curl -H 'Content-Type: application/json' -X DELETE URL/_emulator/faults
  curl -H 'Content-Type: application/json' -d '{"milliseconds":60000}' URL/_emulator/advance
  curl -H 'Content-Type: application/json' -d '{"sessionName":"work"}' URL/_emulator/sso-login
  curl URL/_emulator/requests

STS and the metadata service of EC2 are at the same URL, the agent of containers is at URL/v2/credentials/emulator.
Keys of theirs are good for the registry until its time says that they are over. So are those of IAM Identity Center and
of `aws login`, at the same URL: sso-login and login answer with the file that the command line tool would have left.
)";

struct options {
    ecr::emulator_config config{};
    std::string faults{};
    std::string state{};
    bool help = false;
};

std::uint16_t port_of(std::string_view text) {
    std::uint16_t port = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), port);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size())
        throw std::invalid_argument("no port: " + std::string(text));
    return port;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path);
    return {std::istreambuf_iterator<char>(file), {}};
}

options read_options(int count, char** words) {
    options read;
    for (int i = 1; i < count; ++i) {
        const std::string_view word(words[i]);
        const auto value = [&]() -> std::string {
            if (++i == count) throw std::invalid_argument(std::string(word) + " wants a value");
            return words[i];
        };
        if (word == "--help") {
            read.help = true;
        } else if (word == "--tls") {
            read.config.tls = true;
        } else if (word == "--port") {
            read.config.port = port_of(value());
        } else if (word == "--faults") {
            read.faults = content_of(value());
        } else if (word == "--state") {
            read.state = content_of(value());
        } else {
            throw std::invalid_argument("unknown option: " + std::string(word));
        }
    }
    return read;
}

// In a form that a shell understands. Older versions of the AWS command line put the path right behind the
// metadata endpoint, so it ends with a slash.
void announce(const ecr::emulator& server) {
    const auto config = server.config_for();
    const auto keys = server.keys_for("123456789012");
    std::cout << "export AWS_ENDPOINT_URL_ECR=" << server.endpoint_url() << '\n'
              << "export AWS_ENDPOINT_URL_STS=" << server.endpoint_url() << '\n'
              << "export AWS_ENDPOINT_URL_SSO=" << server.endpoint_url() << '\n'
              << "export AWS_ENDPOINT_URL_SSO_OIDC=" << server.endpoint_url() << '\n'
              << "export AWS_ENDPOINT_URL_SIGNIN=" << server.endpoint_url() << '\n'
              << "export AWS_EC2_METADATA_SERVICE_ENDPOINT=" << server.endpoint_url() << "/\n"
              << "export AWS_REGION=" << config.region << '\n'
              << "export AWS_ACCESS_KEY_ID=" << keys.access_key_id << '\n'
              << "export AWS_SECRET_ACCESS_KEY=" << keys.secret_access_key.reveal() << '\n';
    if (!config.tls.ca_file.empty()) std::cout << "export AWS_CA_BUNDLE=" << config.tls.ca_file << '\n';
    std::cout << std::flush;
}

int serve(const options& wanted) {
    boost::asio::io_context context(1);
    ecr::emulator server(context.get_executor(), wanted.config);
    if (!wanted.faults.empty()) server.faults().add_json(wanted.faults);
    if (!wanted.state.empty()) server.load(wanted.state);
    boost::asio::signal_set signals(context, SIGINT, SIGTERM);
    signals.async_wait([&](boost::system::error_code, int) { server.close(); });
    announce(server);
    context.run();
    return 0;
}

}

int main(int count, char** words) {
    try {
        const auto wanted = read_options(count, words);
        if (!wanted.help) return serve(wanted);
        std::cout << usage;
    } catch (const std::exception& problem) {
        std::cerr << "ecr-emulator: " << problem.what() << '\n';
        return 1;
    }
}
