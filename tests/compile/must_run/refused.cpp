// The forms that GCC before 13 compiles into a double free or a use after free. Elsewhere they have to run
// cleanly.

#include "forms.hpp"

#include <utility>

using namespace forms;

namespace {

// Holds the forms' harness to account: fails nowhere, so that a failure beside it is the form's own.
awaitable<void> control() {
    auto r = filled();

    auto answer = co_await call(r);

    expect_filled(answer);
}

awaitable<void> aggregate_temporary_with_a_short_text() {
    auto answer = co_await call({.name = short_text});

    expect(answer.name == short_text, "name");
}

awaitable<void> aggregate_temporary_with_a_long_text() {
    auto answer = co_await call(request{.token = long_text});

    expect(answer.token == long_text, "token");
}

template <class Function>
awaitable<std::string> invoke(const Function& function) {
    return echo(function());
}

awaitable<void> capturing_lambda_temporary() {
    auto text = co_await invoke([brief = short_text, wordy = long_text] { return brief + wordy; });

    expect(text == short_text + long_text, "captured texts");
}

awaitable<void> conditional_between_awaits() {
    auto chosen = co_await echo(true);

    auto text = chosen ? co_await echo(long_text) : co_await echo(short_text);

    expect(text == long_text, "text");
}

awaitable<void> aggregate_made_of_awaits() {
    two_texts made{co_await echo(short_text), co_await echo(long_text)};

    expect(made.first == short_text && made.second == long_text, "texts");
}

}

int main(int argc, char** argv) {
    return run_program(argc, argv,
                       {{"control", control},
                        {"aggregate_temporary_with_a_short_text", aggregate_temporary_with_a_short_text},
                        {"aggregate_temporary_with_a_long_text", aggregate_temporary_with_a_long_text},
                        {"capturing_lambda_temporary", capturing_lambda_temporary},
                        {"conditional_between_awaits", conditional_between_awaits},
                        {"aggregate_made_of_awaits", aggregate_made_of_awaits}});
}
