#pragma once

/// \file
/// Services that answer with what they know of a caller's secrets.

#include <ecr/transport.hpp>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <support/flaky_server.hpp>
#include <support/planted_secrets.hpp>
#include <utility>
#include <vector>

namespace test {

/// Makes a whole answer of a secret.
using secret_echo = std::function<std::string(const std::string& text)>;

inline secret_echo echo(const char* status, std::string before, std::string after, std::string header = {}) {
    return [=](const std::string& text) {
        const auto line = header.empty() ? header : header + ": " + text + "\r\n";
        return http_answer(status, line, before + text + after);
    };
}

/// Refusals that quote a secret, with nothing around it by which a mask could know it.
inline std::vector<secret_echo> refusals_with_secrets() {
    const std::string xml = "<ErrorResponse><Error><Code>";
    std::vector<secret_echo> all{
        echo("403 Forbidden", R"({"__type":"AccessDenied","message":"what is )", R"( for?"})"),
        echo("400 Bad Request", R"({"error":"invalid_grant","error_description":"no )", R"( here"})"),
        echo("401 Unauthorized", R"({"message":")", R"("})"),
        echo("400 Bad Request", R"({"code":")", R"(","message":"no"})"),
        echo("500 Oh", R"({"error":")", R"("})"),
        echo("429 Slow Down", R"({"errorMessage":"not )", R"( again"})"),
        echo("403 Forbidden", xml + "AccessDenied</Code><Message>for ",
             " no</Message></Error></ErrorResponse>"),
        echo("400 Bad Request", xml, "</Code><Message>no</Message></Error></ErrorResponse>"),
        echo("400 Bad Request", xml + "ExpiredToken</Code><Message>", "</Message></Error></ErrorResponse>"),
        echo("502 Bad Gateway", "<html>", "</html>"),
        echo("403 Forbidden", "", "", "X-Amzn-ErrorType"),
        echo("404 Not Found", "{}", "", "x-amzn-RequestId"),
        echo("302 Found", "", "", "Location"),
        echo("407 Proxy", "", "", "Proxy-Authenticate"),
    };
    // In the middle of a long message, where it might be cut.
    all.push_back(echo("400 Bad Request", R"({"message":")" + std::string(990, 'm'), R"("})"));
    all.push_back(echo("400 Bad Request", xml + std::string(90, 'c'), "</Code></Error></ErrorResponse>"));
    all.push_back([](const std::string& text) {
        return http_answer("400 Bad Request", {},
                           R"({"message":"form a=)" + ecr::detail::percent_encode(text) + "&b=1\"}");
    });
    return all;
}

/// Answers that are no answers, and hold a secret.
inline std::vector<secret_echo> garbage_with_secrets() {
    std::vector<secret_echo> all{
        echo("200 OK", "", ""),
        echo("200 OK", "{\"", ""),
        echo("200 OK", R"({"Code":"Failed","Message":"no )", R"( here"})"),
        echo("200 OK", R"({"Code":")", R"("})"),
        echo("200 OK", R"({"SecretAccessKey":")", R"(","AccessKeyId":7})"),
        echo("200 OK", R"({"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":")", R"("})"),
        echo("200 OK", R"({"roleCredentials":{"secretAccessKey":")", R"("}})"),
        echo("200 OK", R"({"accessToken":")", R"(","expiresIn":"soon"})"),
        echo("200 OK", "<AssumeRoleResponse><AssumeRoleResult><Credentials><SecretAccessKey>", ""),
        echo("200 OK", "<", "/>"),
        echo("200 OK", "<a b=\"", "\"><c></a>"),
    };
    const auto raw = [&](std::string before, std::string after) {
        all.push_back([=](const std::string& text) { return before + text + after; });
    };
    raw("HTTP/1.1 ", "\r\n\r\n");
    raw("HTTP/1.1 200 ", "\r\nContent-Length: 1\r\n\r\n!");
    raw("SSH-2.0 ", "\r\n");
    raw("HTTP/1.1 200 OK\r\n", "\r\n\r\n");
    raw("HTTP/1.1 200 OK\r\nContent-Length: ", "\r\n\r\n");
    raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: ", "\r\n\r\n");
    raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "\r\n");
    raw("HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n{\"SecretAccessKey\":\"", "");
    raw("HTTP/1.1 403 No\r\nContent-Length: 5000\r\n\r\n{\"message\":\"", "");
    return all;
}

/// Gives one answer to every request, and closes; one that comes with the token of a session hears that
/// again.
inline flaky_server::script answering(secret_echo made, std::string text) {
    return [made, text](visit& guest) -> asio::awaitable<void> {
        constexpr std::string_view name = "x-aws-ec2-metadata-token: ";
        auto hearing = guest.hear();
        const bool heard = co_await std::move(hearing);
        if (!heard) co_return;
        const auto at = guest.head.find(name);
        const auto token = guest.head.substr(std::min(at, guest.head.size() - name.size()) + name.size());
        auto said = guest.say(at == guest.head.npos ? text : made(token.substr(0, token.find('\r'))));
        co_await std::move(said);
        guest.hang_up();
    };
}

/// Plants the tokens that it sees pass, and leads requests elsewhere once some have gone their way.
class diverting_transport final : public ecr::http_transport {
public:
    diverting_transport(std::shared_ptr<ecr::http_transport> inner, planted_secrets& seen)
        : inner_(std::move(inner))
        , seen_(seen) {}

    asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                    ecr::response_sink& sink) override {
        for (const auto& each : request.headers) {
            if (each.name == "x-aws-ec2-metadata-token" || each.name == "DPoP") seen_.plant(each.value);
        }
        auto changed = request;
        if (port != 0 && well-- <= 0) changed.where = &elsewhere();
        if (impatient) changed.deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(20);
        auto work = inner_->exchange(changed, sink);
        auto report = co_await std::move(work);
        co_return report;
    }

    /// Of the other service; 0 for none.
    std::uint16_t port = 0;
    /// So many more requests go where they are to go.
    int well = 0;
    /// Waits no longer than a moment.
    bool impatient = false;

private:
    const ecr::endpoint& elsewhere() {
        there_.scheme = ecr::url_scheme::http;
        there_.host = "127.0.0.1";
        there_.port = port;
        return there_;
    }

    std::shared_ptr<ecr::http_transport> inner_;
    planted_secrets& seen_;
    ecr::endpoint there_{};
};

}
