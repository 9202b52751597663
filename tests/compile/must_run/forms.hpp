#pragma once

/// \file
/// What the coroutine forms are made of: a request that owns memory, a call that suspends, and the program
/// that runs the forms.

#include <ecr/detail/config.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace forms {

namespace asio = boost::asio;
using asio::awaitable;

// One text that fits into the string object itself, one that cannot: a bitwise copy breaks them in different
// ways.
inline const std::string short_text = "tag";
inline const std::string long_text = "a text that is too long to be kept inside of a string object";

struct item {
    std::string digest{};
    std::optional<std::string> tag{};

    friend bool operator==(const item&, const item&) = default;
};

struct request {
    std::string name{};
    std::vector<item> items{};
    std::optional<std::string> token{};

    friend bool operator==(const request&, const request&) = default;
};

struct two_texts {
    std::string first{};
    std::string second{};
};

inline void expect(bool condition, const char* what) {
    if (condition) return;
    std::fprintf(stderr, "payload damaged: %s\n", what);
    std::abort();
}

inline void expect_filled(const request& r) {
    expect(r.name == short_text, "name");
    expect(r.items.size() == 2, "items");
    expect(r.items[0] == item{long_text, short_text}, "first item");
    expect(r.items[1] == item{short_text, long_text}, "second item");
    expect(r.token == long_text, "token");
}

inline request filled() {
    return {.name = short_text,
            .items = {{.digest = long_text, .tag = short_text}, {.digest = short_text, .tag = long_text}},
            .token = long_text};
}

inline awaitable<void> suspend() {
    co_await asio::post(asio::use_awaitable);
}

/// Gives its argument back after a suspension.
template <class T>
awaitable<T> echo(T value) {
    co_await suspend();
    co_return value;
}

/// The shape of an operation: not a coroutine itself, takes what it needs out of the request before it
/// returns.
inline awaitable<request> call(const request& r) {
    return echo(r);
}

struct form {
    std::string_view name;
    std::function<awaitable<void>()> run;
};

inline bool run(const form& f) {
    asio::io_context context;
    std::exception_ptr failure;
    bool finished = false;

    asio::co_spawn(context, f.run(), [&](std::exception_ptr error) {
        failure = error;
        finished = true;
    });
    context.run();

    if (failure) std::rethrow_exception(failure);
    return finished;
}

/// Without arguments runs every form; `--list` names them, `--guarded` says whether config.hpp refuses
/// temporaries here, and a name runs that form alone.
inline int run_program(int argc, char** argv, const std::vector<form>& all) {
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    if (wanted == "--guarded") return std::printf("%d\n", ECR_REFUSE_TEMPORARY_REQUESTS) < 0;

    auto ran = 0;
    for (const auto& f : all) {
        if (wanted == "--list") std::printf("%.*s\n", static_cast<int>(f.name.size()), f.name.data());
        if (wanted == "--list" || (!wanted.empty() && wanted != f.name)) continue;
        std::fprintf(stderr, "%.*s\n", static_cast<int>(f.name.size()), f.name.data());
        expect(run(f), "the coroutine did not finish");
        ++ran;
    }
    if (wanted != "--list") expect(ran > 0, "no such form");
    return 0;
}

}
