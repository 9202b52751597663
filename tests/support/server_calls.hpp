#pragma once

/// \file
/// An emulator without connections: whole requests in, whole answers out.

#include <ecr/detail/hex.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/emulator/responder.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace test {

/// Sunday, 2023-11-19 12:34:56 UTC.
inline constexpr ecr::timestamp noon{std::chrono::seconds(1'700'397'296)};

inline ecr::credentials server_keys() {
    ecr::credentials keys;
    keys.access_key_id = "AKIDEXAMPLE";
    keys.secret_access_key = ecr::secret("not really secret");
    return keys;
}

struct server_calls {
    server_calls() {
        state->keys.add({.keys = keys, .account = "123456789012", .arn = "arn:aws:iam::1:user/a"});
    }

    /// An unsigned request of an operation.
    [[nodiscard]] static ecr::emulation::server_request plain(std::string_view operation,
                                                              std::string body = "{}") {
        ecr::emulation::server_request request{.body = std::move(body)};
        request.headers = {
            {"Host", "localhost:4566"},
            {"Content-Type", "application/x-amz-json-1.1"},
            {"X-Amz-Target", "AmazonEC2ContainerRegistry_V20150921." + std::string(operation)}};
        return request;
    }

    /// Signs the request as a client does, with these keys and this time.
    void sign(ecr::emulation::server_request& request, const ecr::credentials& with, ecr::timestamp when,
              std::string_view service = "ecr") {
        std::vector<ecr::header_view> headers;
        for (const auto& [name, value] : request.headers) headers.push_back({name, value});
        const ecr::detail::sigv4_request what{.method = request.method,
                                              .scheme = "http",
                                              .host = request.header("host"),
                                              .path = request.path(),
                                              .query = request.query(),
                                              .headers = headers,
                                              .payload = std::string_view(request.body),
                                              .region = "eu-west-1",
                                              .service = service};
        const auto made = signer.sign(what, with, when);
        BOOST_TEST_REQUIRE(made.has_value());
        request.headers.emplace_back("X-Amz-Date", std::string(made->date.begin(), made->date.end()));
        request.headers.emplace_back("Authorization", made->authorization);
        if (!with.session_token.empty())
            request.headers.emplace_back("X-Amz-Security-Token", with.session_token.reveal());
    }

    [[nodiscard]] ecr::emulation::server_request signed_call(std::string_view operation,
                                                             std::string body = "{}") {
        auto request = plain(operation, std::move(body));
        sign(request, keys, noon);
        return request;
    }

    ecr::emulation::reply ask(const ecr::emulation::server_request& request) {
        const ecr::emulation::arrival came{.clock = noon,
                                           .now = noon + state->ahead.load(),
                                           .base_url = "http://localhost:4566",
                                           .new_id = [this] { return "id-" + std::to_string(++ids); }};
        return server.answer(request, came);
    }

    /// `400 SomeException`, or the status alone.
    std::string outcome(const ecr::emulation::server_request& request) {
        const auto made = ask(request);
        const auto& code = made.response.code;
        return std::to_string(made.response.status) + (code.empty() ? "" : " " + code);
    }

    ecr::credentials keys = server_keys();
    std::shared_ptr<ecr::emulation::server_state> state =
        std::make_shared<ecr::emulation::server_state>(1, 100);
    ecr::emulation::responder server{state};
    ecr::detail::sigv4_signer signer{};
    int ids = 0;
};

/// A member of a JSON object, as text.
inline std::string member(const ecr::emulation::reply& made, std::string_view name) {
    const auto body = boost::json::parse(made.response.body);
    const auto* found = body.as_object().if_contains(boost::json::string_view(name.data(), name.size()));
    return found ? std::string(found->as_string().c_str()) : std::string("(none)");
}

}
