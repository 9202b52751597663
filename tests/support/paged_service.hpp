#pragma once

/// \file
/// A service that lists numbers page by page, and an operation of that service.

#include <ecr/json.hpp>
#include <ecr/pager.hpp>
#include <ecr/transport.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <support/scripted_calls.hpp>
#include <utility>
#include <vector>

namespace mine {

/// Counts how many objects of its kind there are.
struct census {
    census() noexcept { born(); }
    census(const census&) noexcept { born(); }
    census& operator=(const census&) noexcept = default;
    ~census() { --alive; }

    static void born() noexcept {
        const int now = ++alive;
        int most = peak;
        while (now > most && !peak.compare_exchange_weak(most, now)) {
        }
    }

    static inline std::atomic<int> alive = 0;
    static inline std::atomic<int> peak = 0;
};

struct numbered : census {
    std::int64_t number{};
};
ECR_SHAPE(numbered, number);

struct list_numbers_request {
    std::string parity{};
    std::optional<std::string> next_token{};
    std::optional<std::int32_t> max_results{};
};
ECR_SHAPE(list_numbers_request, (parity, .may_be_empty = true), next_token, max_results);

struct list_numbers_response {
    std::vector<mine::numbered> numbers{};
    std::optional<std::string> title{};
    std::optional<std::string> next_token{};
};
ECR_SHAPE(list_numbers_response, numbers, title, next_token);

inline constexpr ecr::operation<list_numbers_request, list_numbers_response, ecr::errors<ecr::errc::server>,
                                ecr::pages<&list_numbers_response::numbers>>
    list_numbers{"ListNumbers"};

}

namespace test {

/// Answers `ListNumbers`: 1, 2, 3 and so on.
class paged_service final : public ecr::http_transport {
public:
    boost::asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                           ecr::response_sink& sink) override {
        const auto executor = co_await boost::asio::this_coro::executor;
        const auto asked = note(request);
        // A real answer does not come at once either.
        co_await boost::asio::post(executor, boost::asio::use_awaitable);
        if (silent) {
            boost::asio::steady_timer never(executor, boost::asio::steady_timer::time_point::max());
            co_await never.async_wait(boost::asio::use_awaitable);
        }
        scripted_reply reply;
        if (fault) {
            if (auto made = fault()) reply = std::move(*made);
        }
        if (reply.body == "{}") reply.body = ecr::to_json(answer(asked));
        ecr::transport_report report;
        report.failure = reply.failure;
        report.request_sent = true;
        report.sent_before = reply.sent_before;
        report.response_started = !reply.failure || reply.started;
        if (!report.response_started) co_return report;
        sink.head({.status = reply.status, .headers = {}});
        const auto size = reply.failure ? reply.body.size() / 2 : reply.body.size();
        static_cast<void>(sink.body(std::string_view(reply.body).substr(0, size)));
        co_return report;
    }

    [[nodiscard]] std::vector<std::string> tokens() const {
        std::vector<std::string> all;
        for (const auto& each : requests) all.push_back(each.next_token.value_or("-"));
        return all;
    }

    std::int64_t total = 10;
    std::int64_t page_size = 3;
    std::atomic<bool> silent = false;
    /// The reply to the next request, if it is not to be a page.
    std::function<std::optional<scripted_reply>()> fault{};
    /// Changes a page.
    std::function<void(mine::list_numbers_response&)> change{};
    std::vector<mine::list_numbers_request> requests{};
    std::string agent{};

private:
    mine::list_numbers_request note(const ecr::http_request& request) {
        const std::lock_guard lock(mutex_);
        requests.push_back(ecr::from_json<mine::list_numbers_request>(request.body.text));
        for (const auto& each : request.headers) {
            if (each.name == "User-Agent") agent = each.value;
        }
        return requests.back();
    }

    mine::list_numbers_response answer(const mine::list_numbers_request& asked) const {
        mine::list_numbers_response page;
        const auto first = asked.next_token ? std::stoll(*asked.next_token) : 1;
        const auto last = std::min<std::int64_t>(
            first + asked.max_results.value_or(static_cast<int>(page_size)), total + 1);
        for (auto number = first; number < last; ++number) page.numbers.emplace_back().number = number;
        page.title = "from " + std::to_string(first);
        if (last <= total) page.next_token = std::to_string(last);
        if (change) change(page);
        return page;
    }

    std::mutex mutex_{};
};

/// A client of such a service, on a context of its own.
struct paged_scene {
    paged_scene() {
        config.region = "eu-west-1";
        config.credentials = std::make_shared<ecr::static_credentials>(some_keys());
        config.transport = service;
        config.time = time;
    }

    [[nodiscard]] ecr::client client() { return ecr::client(context.get_executor(), config); }
    [[nodiscard]] auto items(const ecr::page_options& options = {}) {
        return mine::list_numbers.items(client(), request, options);
    }
    [[nodiscard]] auto pages(const ecr::page_options& options = {}) {
        return mine::list_numbers.pages(client(), request, options);
    }

    /// Waits for one result of a stream.
    template <class T>
    T get(boost::asio::awaitable<T> work) {
        std::optional<T> outcome;
        auto body = [&]() -> boost::asio::awaitable<void> {
            auto waited = keep(std::move(work), outcome);
            co_await std::move(waited);
        };
        run_coroutine(context, std::move(body));
        return std::move(*outcome);
    }

    template <class T>
    static boost::asio::awaitable<void> keep(boost::asio::awaitable<T> work, std::optional<T>& outcome) {
        outcome.emplace(co_await std::move(work));
    }

    std::shared_ptr<paged_service> service = std::make_shared<paged_service>();
    std::shared_ptr<scripted_time> time = std::make_shared<scripted_time>();
    boost::asio::io_context context{};
    ecr::client_config config{};
    mine::list_numbers_request request{};
};

inline std::vector<std::int64_t> numbers_of(const std::vector<mine::numbered>& items) {
    std::vector<std::int64_t> all;
    for (const auto& each : items) all.push_back(each.number);
    return all;
}

/// 1 to `last`, or from another number on.
inline std::vector<std::int64_t> up_to(std::int64_t last, std::int64_t first = 1) {
    std::vector<std::int64_t> all;
    for (auto number = first; number <= last; ++number) all.push_back(number);
    return all;
}

}
