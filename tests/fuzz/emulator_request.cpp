#include <ecr/emulator/container_agent.hpp>
#include <ecr/emulator/container_login.hpp>
#include <ecr/emulator/control.hpp>
#include <ecr/emulator/downloads.hpp>
#include <ecr/emulator/instance_metadata.hpp>
#include <ecr/emulator/request_reader.hpp>
#include <ecr/emulator/responder.hpp>
#include <ecr/emulator/routes.hpp>
#include <ecr/emulator/signin.hpp>
#include <ecr/emulator/sso_oidc.hpp>
#include <ecr/emulator/sso_portal.hpp>
#include <ecr/emulator/token_service.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ecr::emulation;

constexpr ecr::timestamp noon{std::chrono::seconds(1'700'397'296)};
constexpr message_limits limits{.max_head = 4096, .max_headers = 16, .max_body = 64 * 1024};

struct fixture {
    fixture() {
        ecr::credentials keys;
        keys.access_key_id = "AKIDEXAMPLE";
        keys.secret_access_key = ecr::secret("secret");
        state->keys.add({.keys = keys, .account = "123456789012", .arn = "arn:aws:iam::123456789012:user/a"});
        answers.add(make_control());
        answers.add(make_downloads());
        answers.add(make_token_service());
        answers.add(make_instance_metadata());
        answers.add(make_container_agent());
        answers.add(make_container_login());
        answers.add(make_sso_portal());
        answers.add(make_sso_oidc());
        answers.add(make_signin());
    }

    std::shared_ptr<server_state> state = std::make_shared<server_state>(1, 8);
    responder answers{state};
    int ids = 0;
};

arrival arrival_at(fixture& on) {
    return {.clock = noon,
            .now = noon + on.state->ahead.load(),
            .base_url = "http://localhost:4566",
            .new_id = [&on] { return "00000000-0000-4000-8000-" + std::to_string(100000000000 + ++on.ids); }};
}

void require(bool holds) {
    if (!holds) std::abort();
}

/// Reads the bytes as a connection would, cut into pieces of this size, and answers what is complete.
std::vector<std::string> converse(std::string_view bytes, std::size_t piece) {
    fixture on;
    std::vector<std::string> said;
    request_reader reader(limits);
    while (!bytes.empty() && reader.refusal() == 0) {
        const auto part = bytes.substr(0, piece);
        bytes.remove_prefix(part.size());
        reader.write(part);
        while (reader.done()) {
            const auto request = reader.take();
            const auto made = on.answers.answer(request, arrival_at(on));
            require(made.how.silent || (made.response.status >= 200 && made.response.status < 600));
            said.push_back(head_text(made, request.version, true));
            // Who logs in gets another private key each time.
            if (request.path() != "/_emulator/login") said.back() += made.response.body;
            reader.reset();
        }
    }
    if (reader.refusal() != 0) said.push_back(std::to_string(reader.refusal()));
    return said;
}

/// Lets the handlers answer the lines as requests of operations, each with the operation of its first byte.
void operate(std::string_view text) {
    fixture on;
    const auto routes = every_route();
    while (text.size() > 1) {
        const auto line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        if (line.empty()) continue;
        const auto& to = routes[static_cast<unsigned char>(line[0]) % routes.size()];
        const auto came = arrival_at(on);
        const handling with{.all = on.state->all,
                            .account = "123456789012",
                            .region = "eu-west-1",
                            .caller_arn = "arn:aws:iam::123456789012:user/a",
                            .base_url = came.base_url,
                            .now = came.now,
                            .new_id = came.new_id};
        try {
            require(to.answer(with, line.substr(1)).starts_with('{'));
        } catch (const service_fault& fault) {
            require(fault.code == ecr::errc::invalid_parameter || to.declares(fault.code));
        } catch (const protocol_fault& fault) {
            require(fault.code == "SerializationException");
        }
    }
}

}

// The first byte decides whether the rest are the bytes of a connection or lines for the operations.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    if (data[0] % 2 == 0) {
        const auto whole = converse(text, text.size());
        // How the bytes are cut changes what a connection reads before it is refused, but not what it
        // answers.
        if (converse(text, std::size_t{1} + data[0] / 2U) != whole) std::abort();
    } else {
        operate(text);
    }
    return 0;
}
