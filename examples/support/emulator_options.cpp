#include "emulator_options.hpp"

#include <charconv>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace example {

const std::string_view emulator_usage =
    R"(usage: ecr-emulator [--port NUMBER] [--tls] [--certificate FILE --key FILE] [--faults FILE] [--state FILE] [--help]

Serves an ECR registry in memory on 127.0.0.1, with every signature verified.

  --port NUMBER       the port to listen on; any free one by default
  --tls               encrypts, with a certificate made at start
  --certificate FILE  encrypts with this one instead: PEM, with its chain up to what clients are to trust
  --key FILE          the key of that certificate, PEM without a password
  --faults FILE       what goes wrong: {"faults":[{"kind":"throttle","operation":"ListImages","count":2}]}
  --state FILE        the registries to begin with, as URL/_emulator/state gave them

While it runs, faults, requests, time and state are at hand below /_emulator/:

  curl -H 'Content-Type: application/json' -d '{"faults":[{"kind":"delay","milliseconds":500}]}' URL/_emulator/faults
  curl -H 'Content-Type: application/json' -X DELETE URL/_emulator/faults
  curl -H 'Content-Type: application/json' -d '{"milliseconds":60000}' URL/_emulator/advance
  curl -H 'Content-Type: application/json' -d '{"sessionName":"work"}' URL/_emulator/sso-login
  curl URL/_emulator/requests

STS and the metadata service of EC2 are at the same URL, the agent of containers is at URL/v2/credentials/emulator.
Keys of theirs are good for the registry until its time says that they are over. So are those of IAM Identity Center and
of `aws login`, at the same URL: sso-login and login answer with the file that the command line tool would have left.
Authorization tokens are good at URL/v2/, which is where `docker login` tries them.
)";

namespace {

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

void set(emulator_options& in, std::string_view option, const std::string& value) {
    if (option == "--port") {
        in.config.port = port_of(value);
    } else if (option == "--certificate") {
        in.config.certificate = content_of(value);
    } else if (option == "--key") {
        in.config.private_key = content_of(value);
    } else if (option == "--faults") {
        in.faults = content_of(value);
    } else if (option == "--state") {
        in.state = content_of(value);
    } else {
        throw std::invalid_argument("unknown option: " + std::string(option));
    }
}

}

emulator_options read_emulator_options(int count, char** words) {
    emulator_options read;
    for (int i = 1; i < count; ++i) {
        const std::string_view word(words[i]);
        if (word == "--help") {
            read.help = true;
        } else if (word == "--tls") {
            read.config.tls = true;
        } else if (i + 1 == count) {
            throw std::invalid_argument("unknown, or without its value: " + std::string(word));
        } else {
            set(read, word, words[++i]);
        }
    }
    if (read.config.certificate.empty() != read.config.private_key.empty())
        throw std::invalid_argument("--certificate and --key go together");
    if (!read.config.certificate.empty()) read.config.tls = true;
    return read;
}

}
