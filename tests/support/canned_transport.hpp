#pragma once

#include <ecr/transport.hpp>

#include <boost/asio/awaitable.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace test {

/// Gives the answers of a script one after the other, the last for ever, and keeps what it was sent.
class canned_transport final : public ecr::http_transport {
public:
    struct answer {
        int status = 200;
        std::vector<std::pair<std::string, std::string>> headers{};
        std::string body{"{}"};
        /// Instead of an answer; after the head if there is a status.
        std::optional<ecr::transport_failure> failure{};
        ecr::transport_report report{.request_sent = true};
    };

    struct sent {
        std::vector<std::pair<std::string, std::string>> headers{};
        std::string target{};

        [[nodiscard]] std::string header(std::string_view name) const {
            for (const auto& [each, value] : headers) {
                if (each == name) return value;
            }
            return "none";
        }
    };

    explicit canned_transport(std::vector<answer> script)
        : script_(std::move(script)) {}

    boost::asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                           ecr::response_sink& sink) override {
        sent seen;
        seen.target = request.target;
        for (const auto& each : request.headers) seen.headers.emplace_back(each.name, each.value);
        requests.push_back(std::move(seen));
        const answer& now = script_[std::min(next_, script_.size() - 1)];
        ++next_;
        auto report = now.report;
        report.failure = now.failure;
        if (now.status == 0) co_return report;
        std::vector<ecr::header_view> headers;
        for (const auto& [name, value] : now.headers) headers.push_back({name, value});
        ecr::http_head head;
        head.status = now.status;
        head.headers = headers;
        sink.head(head);
        // In two pieces, as it may come from a connection.
        const std::string_view body(now.body);
        const bool more = sink.body(body.substr(0, body.size() / 2));
        if (more && !now.failure) static_cast<void>(sink.body(body.substr(body.size() / 2)));
        report.response_started = true;
        co_return report;
    }

    std::vector<sent> requests{};

private:
    std::vector<answer> script_;
    std::size_t next_ = 0;
};

inline ecr::transport_failure broken(std::string message) {
    ecr::transport_failure failure;
    failure.message = std::move(message);
    return failure;
}

}
