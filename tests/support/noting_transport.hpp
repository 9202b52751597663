#pragma once

/// \file
/// The services that give out keys, as tests/wire/generate/credentials.py has them: no request leaves the
/// process, each is noted in one line and answered with keys that are called after it.

#include <ecr/detail/uri.hpp>
#include <ecr/transport.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>
#include <support/seen_request.hpp>
#include <utility>
#include <vector>

namespace test {

using form_members = std::map<std::string, std::string, std::less<>>;

inline form_members read_form(std::string_view text) {
    form_members read;
    const auto decoded = [](std::string part) {
        std::ranges::replace(part, '+', ' ');
        return ecr::detail::percent_decode(part).value_or("?");
    };
    while (!text.empty()) {
        const auto pair = text.substr(0, text.find('&'));
        text.remove_prefix(std::min(pair.size() + 1, text.size()));
        const auto equals = pair.find('=');
        read[decoded(std::string(pair.substr(0, equals)))] = decoded(std::string(pair.substr(equals + 1)));
    }
    return read;
}

class noting_transport final : public ecr::http_transport {
public:
    boost::asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                           ecr::response_sink& sink) override {
        const auto answer = answer_to(record(request));
        ecr::http_head head;
        head.status = 200;
        sink.head(head);
        static_cast<void>(sink.body(answer));
        ecr::transport_report report;
        report.request_sent = report.response_started = true;
        co_return report;
    }

    std::vector<std::string> lines{};

private:
    static constexpr std::string_view later = "2099-01-01T00:00:00Z";

    std::string note(std::initializer_list<std::string_view> words, std::string answer) {
        std::string line;
        for (const auto word : words) line.append(line.empty() ? "" : " ").append(word);
        lines.push_back(std::move(line));
        return answer;
    }

    std::string answer_to(const seen_request& asked) {
        const auto scheme = asked.where.scheme == ecr::url_scheme::https ? "https://" : "http://";
        const auto place = scheme + asked.header("host");
        const auto path = asked.target.substr(0, asked.target.find('?'));
        if (asked.body.starts_with("Action=")) return ask_sts(asked, place);
        if (path == "/federation/credentials") return ask_sso(asked, place);
        if (path == "/token") return ask_oidc(asked, place);
        const auto token = asked.all("x-aws-ec2-metadata-token");
        if (path.starts_with("/latest/api")) return note({"instance", place, asked.method}, "a-token");
        if (path.ends_with("/security-credentials/"))
            return note({"instance", place, token.empty() ? "-" : token[0]}, "a-role");
        const auto keys = R"({"AccessKeyId":"ASIAAGENT","SecretAccessKey":"secret","Token":"token",)"
                          R"("Code":"Success","Expiration":")" +
                          std::string(later) + "\"}";
        if (path.starts_with("/latest/")) return note({"instance", place, path}, keys);
        const auto given = asked.all("authorization");
        return note({"container", place + asked.target, given.empty() ? "-" : given[0]}, keys);
    }

    std::string ask_sts(const seen_request& asked, const std::string& place) {
        auto form = read_form(asked.body);
        const auto member = [&](const char* name) {
            return form.contains(name) ? form[name] : std::string("-");
        };
        const auto signature = asked.all("authorization");
        const auto by = signature.empty() ? "nobody" : between(signature[0], "Credential=", "/");
        const auto role = member("RoleArn");
        auto session = member("RoleSessionName");
        if (session.starts_with("ecr-")) session = "-";
        auto name = role.substr(role.rfind('/') + 1);
        std::ranges::transform(name, name.begin(),
                               [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        const auto action = member("Action");
        const auto answer =
            "<" + action + "Response><" + action + "Result><Credentials><AccessKeyId>ASIA" + name +
            "</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>"
            "<Expiration>" +
            std::string(later) +
            "</Expiration></Credentials><AssumedRoleUser><Arn>arn:aws:sts::210987654321:assumed-role/r/s"
            "</Arn></AssumedRoleUser></" +
            action + "Result></" + action + "Response>";
        return note({"sts", place, action, by, role, member("ExternalId"), member("DurationSeconds"),
                     member("WebIdentityToken"), session},
                    answer);
    }

    std::string ask_sso(const seen_request& asked, const std::string& place) {
        auto query = read_form(asked.target.substr(asked.target.find('?') + 1));
        return note(
            {"sso", place, query["account_id"], query["role_name"], asked.header("x-amz-sso_bearer_token")},
            R"({"roleCredentials":{"accessKeyId":"ASIASSO","secretAccessKey":"secret",)"
            R"("sessionToken":"token","expiration":4070908800000}})");
    }

    std::string ask_oidc(const seen_request& asked, const std::string& place) {
        const auto body = boost::json::parse(asked.body);
        const auto member = [&](const char* name) { return std::string_view(body.at(name).as_string()); };
        return note({"oidc", place, member("clientId"), member("grantType"), member("refreshToken")},
                    R"({"accessToken":"new-token","expiresIn":3600,"tokenType":"Bearer"})");
    }
};

}
