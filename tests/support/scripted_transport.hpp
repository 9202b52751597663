#pragma once

/// \file
/// A service without sockets and a time without waiting, for tests of what a call decides.

#include <ecr/time_source.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <chrono>
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <support/seen_request.hpp>
#include <utility>
#include <vector>

namespace test {

/// What the service says to one attempt, or how the attempt fails on its way.
struct scripted_reply {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{"{}"};
    std::optional<ecr::transport_failure> failure{};
    bool request_sent = true;
    bool sent_before = false;
    /// The failure comes after the head.
    bool started = false;
    /// Never answers.
    bool silent = false;
    ecr::connection_times times{};
    /// What else happens while the request is under way.
    std::function<void(const seen_request&)> meanwhile{};
};

inline scripted_reply service_error(int status, const std::string& code, const std::string& message = "no") {
    scripted_reply reply{.status = status};
    reply.headers.emplace_back("x-amzn-requestid", "11-22");
    reply.body = R"({"__type":")" + code + R"(","message":")" + message + R"("})";
    return reply;
}

inline scripted_reply broken(ecr::error_kind kind, const std::string& message = "broken") {
    scripted_reply reply;
    reply.failure.emplace();
    reply.failure->kind = kind;
    reply.failure->message = message;
    return reply;
}

/// Answers from a queue, and with an empty object when that is empty.
class scripted_transport final : public ecr::http_transport {
public:
    boost::asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                           ecr::response_sink& sink) override {
        namespace asio = boost::asio;
        requests.push_back(record(request));
        scripted_reply reply;
        if (!replies.empty()) {
            reply = std::move(replies.front());
            replies.pop_front();
        }
        if (reply.meanwhile) reply.meanwhile(requests.back());
        if (reply.silent) {
            const auto executor = co_await asio::this_coro::executor;
            asio::steady_timer never(executor, asio::steady_timer::time_point::max());
            co_await never.async_wait(asio::use_awaitable);
        }
        ecr::transport_report report;
        report.failure = reply.failure;
        report.request_sent = reply.request_sent;
        report.sent_before = reply.sent_before;
        report.times = reply.times;
        report.response_started = !reply.failure || reply.started;
        if (report.response_started) answer(reply, sink);
        co_return report;
    }

    std::deque<scripted_reply> replies{};
    std::vector<seen_request> requests{};

private:
    static void answer(const scripted_reply& reply, ecr::response_sink& sink) {
        std::vector<ecr::header_view> views;
        for (const auto& [name, value] : reply.headers) views.push_back({name, value});
        sink.head({.status = reply.status, .headers = views});
        // Bytes one by one: no decision may depend on how a body is cut.
        for (const char& each : reply.body) BOOST_TEST(sink.body({&each, 1}));
    }
};

/// Time that stands still but for waits, which take no time and are noted.
class scripted_time final : public ecr::time_source {
public:
    time_point now() override { return now_; }
    ecr::timestamp utc_now() override {
        return utc + std::chrono::floor<std::chrono::milliseconds>(now_ - start_);
    }
    boost::asio::awaitable<void> wait_until(time_point moment) override {
        namespace asio = boost::asio;
        waits.push_back(std::chrono::duration_cast<std::chrono::milliseconds>(moment - now_));
        if (stands_still) {
            const auto executor = co_await asio::this_coro::executor;
            asio::steady_timer never(executor, asio::steady_timer::time_point::max());
            co_await never.async_wait(asio::use_awaitable);
        }
        now_ = std::max(now_, moment);
    }
    double random() override { return dice; }

    void pass(std::chrono::milliseconds length) { now_ += length; }

    std::vector<std::chrono::milliseconds> waits{};
    double dice = 0.5;
    bool stands_still = false;
    /// 2026-01-02 03:04:05 UTC.
    ecr::timestamp utc{std::chrono::seconds(1767323045)};

private:
    const time_point start_{std::chrono::hours(1)};
    time_point now_ = start_;
};

}
