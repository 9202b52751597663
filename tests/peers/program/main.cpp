// Does with this library what it is told, one line of JSON each, and answers with one line of JSON each.

#include "order.hpp"

#include <ecr/exception.hpp>
#include <ecr/load_config.hpp>
#include <ecr/time_source.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>

namespace {

using namespace peer;

void say(const json::object& what) {
    std::cout << json::serialize(what) << '\n' << std::flush;
}

/// Time that stands still: the other side is told of each wait, and goes on when it has taken note.
class told_time final : public ecr::time_source {
public:
    time_point now() override { return now_; }

    ecr::timestamp utc_now() override {
        if (at_) return *at_;
        return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
    }

    asio::awaitable<void> wait_until(time_point moment) override {
        if (moment > now_) {
            const std::chrono::duration<double> pause(moment - now_);
            say({{"sleep", pause.count()}});
            std::string noted;
            std::getline(std::cin, noted);
            now_ = moment;
        }
        co_return;
    }

    double random() override { return 0; }

    void set_utc(std::optional<ecr::timestamp> at) { at_ = at; }

private:
    time_point now_ = std::chrono::steady_clock::now();
    std::optional<ecr::timestamp> at_{};
};

template <class Value>
Value run(asio::io_context& context, asio::awaitable<Value> task) {
    std::optional<Value> value;
    std::exception_ptr failure;
    asio::co_spawn(context, std::move(task), [&](std::exception_ptr thrown, Value made) {
        failure = std::move(thrown);
        value.emplace(std::move(made));
    });
    context.restart();
    while (!value && context.run_one() > 0) {
    }
    if (failure) std::rethrow_exception(failure);
    return std::move(value.value());
}

const std::map<std::string, std::function<work(ecr::client, order)>> kinds{
    {"push", push},       {"pull", pull}, {"pages", pages},
    {"collect", collect}, {"wait", wait}, {"presign", presign},
};

json::object done(asio::io_context& context, const ecr::client& client, told_time& time, const order& what) {
    std::optional<ecr::timestamp> at;
    if (const auto seconds = given<std::int64_t>(what, "at")) at.emplace(std::chrono::seconds(*seconds));
    time.set_utc(at);
    try {
        return run(context, kinds.at(text(what, "kind"))(client, what));
    } catch (const ecr::exception& failure) {
        const auto& told = failure.error();
        return {
            {"code", told.code_text()}, {"kind", ecr::to_string(told.kind())}, {"message", told.message()}};
    }
}

}

int main() {
    try {
        asio::io_context context(1);
        auto config = run(context, ecr::load_config());
        auto time = std::make_shared<told_time>();
        config.time = time;
        config.multi_threaded = false;
        config.retry.max_attempts = 1;
        const ecr::client client(context.get_executor(), std::move(config));
        for (std::string line; std::getline(std::cin, line);)
            say(done(context, client, *time, json::parse(line).as_object()));
        return 0;
    } catch (const std::exception& problem) {
        std::cerr << "ecr-peer: " << problem.what() << '\n';
        return 1;
    }
}
