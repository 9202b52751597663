// The forms that the house style permits around co_await. They have to run cleanly on every compiler.

#include "forms.hpp"

#include <boost/asio/experimental/awaitable_operators.hpp>

#include <memory>
#include <utility>
#include <variant>

using namespace forms;

namespace {

awaitable<void> named_request_with_nested_lists() {
    request r{.name = short_text,
              .items = {{.digest = long_text, .tag = short_text}, {.digest = short_text, .tag = long_text}},
              .token = long_text};

    auto answer = co_await call(r);

    expect_filled(answer);
    expect_filled(r);
}

awaitable<void> named_request_moved_in() {
    auto r = filled();

    auto answer = co_await echo(std::move(r));

    expect_filled(answer);
}

awaitable<void> request_returned_by_a_function() {
    auto answer = co_await call(filled());

    expect_filled(answer);
}

awaitable<void> named_capturing_lambda() {
    auto invoke = [texts = two_texts{short_text, long_text}](awaitable<request> operation) -> std::string {
        expect(operation.valid(), "operation");
        return texts.first + texts.second;
    };
    auto pass = [](auto function, awaitable<request> operation) -> awaitable<std::string> {
        co_await suspend();
        co_return function(std::move(operation));
    };

    auto joined = co_await pass(invoke, call(filled()));

    expect(joined == short_text + long_text, "captured texts");
}

awaitable<void> stored_operation() {
    auto operation =
        call({.name = short_text,
              .items = {{.digest = long_text, .tag = short_text}, {.digest = short_text, .tag = long_text}},
              .token = long_text});

    auto answer = co_await std::move(operation);

    expect_filled(answer);
}

class built_request {
public:
    explicit built_request(std::string name)
        : value_{.name = std::move(name)} {}

    built_request& token(std::string text) {
        value_.token = std::move(text);
        return *this;
    }

    const request& value() const { return value_; }

private:
    request value_;
};

awaitable<request> call_built(const built_request& r) {
    return echo(r.value());
}

awaitable<void> temporary_of_a_class_with_a_constructor() {
    auto answer = co_await call_built(built_request(short_text).token(long_text));

    expect(answer.name == short_text, "name");
    expect(answer.token == long_text, "token");
}

awaitable<void> temporary_strings() {
    auto brief = co_await echo(std::string("tag"));
    auto wordy = co_await echo(std::string(long_text));

    expect(brief == short_text, "short");
    expect(wordy == long_text, "long");
}

awaitable<void> nested_awaits() {
    auto answer = co_await call(co_await call(co_await echo(filled())));

    expect_filled(answer);
}

awaitable<void> member_of_an_awaited_object() {
    auto r = filled();

    auto name = (co_await call(r)).name;
    auto token = (co_await call(r)).token;

    expect(name == short_text, "name");
    expect(token == long_text, "token");
}

awaitable<two_texts> texts() {
    co_await suspend();
    co_return two_texts{short_text, long_text};
}

awaitable<request> designated() {
    co_await suspend();
    co_return request{.name = short_text, .token = long_text};
}

awaitable<void> aggregate_returned_from_a_coroutine() {
    auto pair = co_await texts();
    auto answer = co_await designated();

    expect(pair.first == short_text && pair.second == long_text, "texts");
    expect(answer.name == short_text && answer.token == long_text, "request");
}

class pages {
public:
    awaitable<std::optional<request>> next() {
        std::optional<request> page;
        if (left_ > 0) {
            --left_;
            auto operation = call(filled());
            page = co_await std::move(operation);
        }
        co_return page;
    }

private:
    int left_ = 3;
};

awaitable<void> loop_over_pages() {
    pages all;
    auto seen = 0;

    while (auto page = co_await all.next()) {
        expect_filled(*page);
        ++seen;
    }

    expect(seen == 3, "pages");
}

awaitable<void> condition_with_initializer() {
    auto r = filled();
    auto taken = false;

    if (auto answer = co_await call(r); answer.token) {
        expect_filled(answer);
        taken = true;
    }

    expect(taken, "branch");
}

awaitable<request> refuse(std::string why) {
    co_await suspend();
    throw std::runtime_error(why);
}

awaitable<void> exception_in_an_await() {
    auto r = filled();
    std::string caught;

    try {
        auto answer = co_await call(r);
        expect_filled(answer);
        auto never = co_await refuse(long_text);
        expect(never.name.empty(), "unreachable");
    } catch (const std::runtime_error& error) {
        caught = error.what();
    }
    auto after = co_await call(r);

    expect(caught == long_text, "message");
    expect_filled(after);
}

awaitable<void> loops() {
    std::vector<request> answers;
    std::string token;

    for (auto i = 0; i < 3; ++i) {
        request r = filled();
        r.token = token;
        auto answer = co_await call(r);
        token = answer.token.value_or("") + long_text;
        answers.push_back(std::move(answer));
    }
    for (const auto& r : answers) {
        auto answer = co_await call(r);
        expect(answer == r, "answer");
    }

    expect(token == long_text + long_text + long_text, "token");
}

awaitable<void> stop() {
    asio::cancellation_state state = co_await asio::this_coro::cancellation_state;
    while (state.cancelled() == asio::cancellation_type::none) co_await suspend();
}

awaitable<void> either_of_two() {
    using namespace asio::experimental::awaitable_operators;
    auto r = filled();

    auto first = co_await (call(r) || stop());
    auto second = co_await (stop() || call(r));
    auto both = co_await (call(r) && echo(long_text));

    expect(first.index() == 0 && second.index() == 1, "winner");
    expect_filled(std::get<0>(first));
    expect_filled(std::get<1>(second));
    expect_filled(std::get<0>(both));
    expect(std::get<1>(both) == long_text, "text");
}

awaitable<void> frame_destroyed_while_suspended() {
    auto context = std::make_unique<asio::io_context>();
    auto abandoned = []() -> awaitable<void> {
        auto r = filled();
        auto forever = [](request held) -> awaitable<request> {
            co_await suspend();
            co_await suspend();
            co_return held;
        };
        auto answer = co_await forever(r);
        expect(false, "ran to its end");
    };
    asio::co_spawn(*context, abandoned(), [](std::exception_ptr) {});
    context->poll_one();

    context.reset();

    co_await suspend();
}

}

int main(int argc, char** argv) {
    return run_program(argc, argv,
                       {{"named_request_with_nested_lists", named_request_with_nested_lists},
                        {"named_request_moved_in", named_request_moved_in},
                        {"request_returned_by_a_function", request_returned_by_a_function},
                        {"named_capturing_lambda", named_capturing_lambda},
                        {"stored_operation", stored_operation},
                        {"temporary_of_a_class_with_a_constructor", temporary_of_a_class_with_a_constructor},
                        {"temporary_strings", temporary_strings},
                        {"nested_awaits", nested_awaits},
                        {"member_of_an_awaited_object", member_of_an_awaited_object},
                        {"aggregate_returned_from_a_coroutine", aggregate_returned_from_a_coroutine},
                        {"loop_over_pages", loop_over_pages},
                        {"condition_with_initializer", condition_with_initializer},
                        {"exception_in_an_await", exception_in_an_await},
                        {"loops", loops},
                        {"either_of_two", either_of_two},
                        {"frame_destroyed_while_suspended", frame_destroyed_while_suspended}});
}
