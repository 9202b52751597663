// A call that somebody else makes: signed here, sent by anything that speaks HTTP.

#include "support/program.hpp"

#include <ecr/operation/describe_repositories.hpp>
#include <ecr/presign.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <iostream>

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

asio::awaitable<void> presigned_call(example::stage on) {
    const ecr::client client = on.client;
    // [presign]
    ecr::describe_repositories_request request{.max_results = 10};
    const ecr::presign_options options{.expires = std::chrono::minutes(5)};
    const auto signed_here = co_await ecr::presign(client, ecr::describe_repositories, request, options);
    // [presign]

    const auto path = signed_here.url.substr(signed_here.url.find('/', signed_here.url.find("//") + 2));
    const auto verb = http::string_to_verb(signed_here.method);
    http::request<http::string_body> sent(verb, path, 11, signed_here.body);
    sent.set(http::field::host, "127.0.0.1:" + std::to_string(on.emulator->port()));
    for (const auto& [name, value] : signed_here.headers) sent.set(name, value);
    sent.prepare_payload();

    asio::ip::tcp::socket socket(client.get_executor());
    const asio::ip::tcp::endpoint there(asio::ip::address_v4::loopback(), on.emulator->port());
    co_await socket.async_connect(there, asio::use_awaitable);
    co_await http::async_write(socket, sent, asio::use_awaitable);
    boost::beast::flat_buffer buffer;
    http::response<http::string_body> answer;
    co_await http::async_read(socket, buffer, answer, asio::use_awaitable);

    const auto read = ecr::from_json<ecr::describe_repositories_response>(answer.body());
    std::cout << answer.result_int() << ", " << read.repositories.size() << " repositories\n";
}

}

int main(int count, char** words) {
    constexpr example::description what{.name = "presigned_call",
                                        .purpose = "Signs a call, and sends it without the client.",
                                        .calls = example::target::emulator_only};
    return example::run(count, words, what, presigned_call);
}
