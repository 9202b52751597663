#pragma once

#include <ecr/detail/config.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace ecr::inline ECR_ABI {

template <class T>
class async_generator;

namespace detail {

/// What the body of a generator has its consumer await: the outcome goes where the body finds it.
struct generator_work {
    boost::asio::awaitable<void> work{};
    std::exception_ptr* failure = nullptr;
};

/// The outcome of an await in a body.
template <class T>
struct generator_outcome {
    std::optional<T> value{};
    std::exception_ptr failure{};

    T get() {
        if (failure) std::rethrow_exception(failure);
        return std::move(*value);
    }
};

template <>
struct generator_outcome<void> {
    std::exception_ptr failure{};

    void get() const {
        if (failure) std::rethrow_exception(failure);
    }
};

template <class T>
boost::asio::awaitable<void> run_generator_work(boost::asio::awaitable<T> work,
                                                generator_outcome<T>& outcome) {
    if constexpr (std::is_void_v<T>) {
        co_await std::move(work);
    } else {
        outcome.value.emplace(co_await std::move(work));
    }
}

/// What a body is suspended on; it lies in the frame of the body.
template <class T>
class generator_await {
public:
    generator_await(generator_work& handed_over, boost::asio::awaitable<T> work)
        : handed_over_(handed_over)
        , work_(std::move(work)) {}

    [[nodiscard]] bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<>) {
        handed_over_.failure = &outcome_.failure;
        handed_over_.work = run_generator_work(std::move(work_), outcome_);
    }
    T await_resume() { return outcome_.get(); }

private:
    generator_work& handed_over_;
    boost::asio::awaitable<T> work_;
    generator_outcome<T> outcome_{};
};

inline boost::asio::awaitable<boost::asio::any_io_executor> generator_executor() {
    const auto executor = co_await boost::asio::this_coro::executor;
    co_return executor;
}

inline boost::asio::awaitable<boost::asio::cancellation_state> generator_cancellation() {
    const auto state = co_await boost::asio::this_coro::cancellation_state;
    co_return state;
}

/// Deferred operations and the like: what can be started with a completion token.
template <class Operation>
concept generator_operation = requires(Operation&& operation) {
    std::forward<Operation>(operation)(boost::asio::use_awaitable);
};

template <class T>
class generator_promise {
public:
    async_generator<T> get_return_object();
    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] std::suspend_always final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    void unhandled_exception() noexcept { failure_ = std::current_exception(); }

    std::suspend_always yield_value(T value) {
        yielded_.emplace(std::move(value));
        return {};
    }

    template <class U>
    generator_await<U> await_transform(boost::asio::awaitable<U> work) {
        return {handed_over_, std::move(work)};
    }
    template <generator_operation Operation>
    auto await_transform(Operation&& operation) {
        return await_transform(std::forward<Operation>(operation)(boost::asio::use_awaitable));
    }
    auto await_transform(boost::asio::this_coro::executor_t) { return await_transform(generator_executor()); }
    auto await_transform(boost::asio::this_coro::cancellation_state_t) {
        return await_transform(generator_cancellation());
    }

    /// Runs the body until it yields, ends or awaits; then gives what it awaits.
    [[nodiscard]] generator_work resume() {
        std::coroutine_handle<generator_promise>::from_promise(*this).resume();
        return std::exchange(handed_over_, {});
    }
    [[nodiscard]] std::optional<T> yielded() { return std::exchange(yielded_, std::nullopt); }
    [[nodiscard]] bool done() noexcept {
        return std::coroutine_handle<generator_promise>::from_promise(*this).done();
    }
    void rethrow() {
        if (failure_) std::rethrow_exception(std::exchange(failure_, {}));
    }

private:
    generator_work handed_over_{};
    std::optional<T> yielded_{};
    std::exception_ptr failure_{};
};

struct destroy_generator {
    template <class Promise>
    void operator()(Promise* promise) const {
        std::coroutine_handle<Promise>::from_promise(*promise).destroy();
    }
};

}

/// The type of a coroutine that gives values by `co_yield` and may `co_await` between them, for streams of
/// one's own:
///
///     ecr::async_generator<std::string> tags(ecr::client client, ecr::describe_images_request request) {
///         auto images = ecr::describe_images.items(client, request);
///         for (;;) {
///             auto image = co_await images.next();
///             if (!image) co_return;
///             for (std::string& tag : image->image_tags) co_yield std::move(tag);
///         }
///     }
///
/// The body runs while its consumer awaits `next()` and nowhere else: it runs on the consumer's executor,
/// what it awaits is cancelled with the consumer, and its exceptions are the consumer's. It can await
/// `boost::asio::awaitable`, deferred operations, and the executor and cancellation state of `this_coro`. It
/// should take its parameters by value. GCC before 13 destroys an aggregate temporary in a `co_yield` twice:
/// give it a name and yield that by `std::move`.
///
/// A generator may be moved and destroyed at any time. Destroyed while it is suspended at `co_yield` it
/// destroys the body's variables there and then; destroyed while `next()` is awaited, that ends as if
/// nothing had happened and the body is destroyed with it. One coroutine at a time awaits it.
template <class T>
class [[nodiscard]] async_generator {
public:
    using value_type = T;
    using promise_type = detail::generator_promise<T>;

    /// The next value, or nothing once the body has ended. Throws what leaves the body, after which the
    /// generator has ended.
    [[nodiscard]] boost::asio::awaitable<std::optional<T>> next() { return next_of(body_); }

private:
    using shared_body = std::shared_ptr<promise_type>;
    friend promise_type;

    explicit async_generator(promise_type& body)
        : body_(&body, detail::destroy_generator()) {}

    static boost::asio::awaitable<std::optional<T>> next_of(shared_body body) {
        while (!body->done()) {
            auto asked = body->resume();
            auto value = body->yielded();
            if (value) co_return value;
            if (!asked.failure) break;
            try {
                co_await std::move(asked.work);
            } catch (...) {
                *asked.failure = std::current_exception();
            }
        }
        body->rethrow();
        co_return std::nullopt;
    }

    shared_body body_;
};

template <class T>
async_generator<T> detail::generator_promise<T>::get_return_object() {
    return async_generator<T>(*this);
}

}
