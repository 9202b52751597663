#pragma once

#include <ecr/client.hpp>
#include <ecr/detail/encode.hpp>
#include <ecr/errc.hpp>
#include <ecr/exception.hpp>
#include <ecr/page_options.hpp>
#include <ecr/response_metadata.hpp>
#include <ecr/result.hpp>
#include <ecr/shape.hpp>

#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/this_coro.hpp>

#include <array>
#include <cstddef>
#include <exception>
#include <memory>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI {

/// The errors that an operation declares; any call may also end with an error that the service does not
/// declare.
template <errc... Codes>
struct errors {
    static constexpr std::array<errc, sizeof...(Codes)> codes{Codes...};
};

/// The way from a response to a list that is not its own member.
template <auto... Members>
struct path {};

/// The lists of a paginated operation's response, each as a pointer to member or as a `path`.
///
/// The tokens of such an operation are `next_token` in its request and its response, its page size is
/// `max_results`.
template <auto... Lists>
struct pages {
    static constexpr std::size_t lists = sizeof...(Lists);
};

/// The answer of an operation that is not paginated.
using one_page = pages<>;

template <class Operation>
class page_stream;

template <class Operation>
class item_stream;

namespace detail {

struct call_access;

/// Lets partial and total cancellation through, of which a new coroutine hears nothing.
template <class T>
boost::asio::awaitable<T> hear_every_cancellation(boost::asio::awaitable<T> work) {
    const boost::asio::enable_total_cancellation every;
    co_await boost::asio::this_coro::reset_cancellation_state(every);
    T result = co_await std::move(work);
    co_return result;
}

/// Starts a call for a completion token; a class, because Asio's adapters ask it for its executor.
struct spawn_call {
    using executor_type = boost::asio::any_io_executor;

    executor_type executor;

    executor_type get_executor() const noexcept { return executor; }

    template <class Handler, class T>
    void operator()(Handler&& handler, boost::asio::awaitable<T> work) const {
        boost::asio::co_spawn(executor, hear_every_cancellation(std::move(work)),
                              std::forward<Handler>(handler));
    }
};

}

/// One action of the service: its name, what it takes, what it answers and how it fails.
///
/// Operations are constants, one in each header of ecr/operation/, and a program may define its own.
template <detail::shape_type Request, detail::shape_type Response, class Errors, class Pages = one_page>
class operation {
public:
    using request_type = Request;
    using response_type = Response;
    using errors_type = Errors;
    using pages_type = Pages;

    static constexpr bool paginated = Pages::lists != 0;

    consteval explicit operation(std::string_view name) noexcept
        : name_(name) {}

    /// The action as the service calls it, such as `ListImages`.
    [[nodiscard]] constexpr std::string_view name() const noexcept { return name_; }

    /// Whether the service declares that the operation may fail in this way.
    [[nodiscard]] static constexpr bool declares(errc code) noexcept {
        for (const errc each : Errors::codes) {
            if (each == code) return true;
        }
        return false;
    }

    /// Calls the service: `co_await ecr::list_images(client, request)`. Throws the `ecr::exception` of the
    /// failure.
    ///
    /// The request is checked and written before this returns, so it need not live on; only the bytes that a
    /// `blob::view` looks at must, until the call ends. The call runs on the executor of whoever awaits it,
    /// or of the client for other completion tokens, and can be cancelled at any time. Without a token it is
    /// an awaitable on every executor, whatever default token that may have.
    [[nodiscard]] boost::asio::awaitable<Response> operator()(const client& on,
                                                              const Request& request) const {
        return call(on.core_, on.options_, encode(on, request));
    }

    /// The same; a failure comes back instead of being thrown.
    [[nodiscard]] boost::asio::awaitable<result<Response>>
    operator()(const client& on, const Request& request, as_result_t) const {
        return call_for_result(on.core_, on.options_, encode(on, request));
    }

    /// The same, with request id, headers, attempts and times beside the response.
    [[nodiscard]] boost::asio::awaitable<reply<Response>> operator()(const client& on, const Request& request,
                                                                     with_metadata_t) const {
        return call_for_reply(on.core_, on.options_, encode(on, request));
    }

    /// The same for any completion token of Asio: a future, a callback, `deferred`, `as_tuple`.
    template <boost::asio::completion_token_for<void(std::exception_ptr, Response)> Token>
    auto operator()(const client& on, const Request& request, Token&& token) const {
        return boost::asio::async_initiate<Token, void(std::exception_ptr, Response)>(
            detail::spawn_call{on.get_executor()}, token, (*this)(on, request));
    }

    /// Goes through all pages: `auto pages = ecr::list_images.pages(client, request);` and then `co_await
    /// pages.next()` until that is empty. The request is copied; nothing is sent before.
    [[nodiscard]] page_stream<operation> pages(const client& on, const Request& request,
                                               const page_options& options = {}) const requires paginated {
        return page_stream<operation>(*this, on, request, options);
    }

    /// The same for the items of all pages.
    [[nodiscard]] item_stream<operation> items(const client& on, const Request& request,
                                               const page_options& options = {}) const requires paginated {
        return item_stream<operation>(*this, on, request, options);
    }

#if ECR_REFUSE_TEMPORARY_REQUESTS
    // This compiler destroys a temporary request in a statement with co_await twice: give the request a name.
    template <class... Rest>
    void operator()(const client& on, const Request&& request, Rest&&... rest) const = delete;
#endif

private:
    friend struct detail::call_access;

    detail::call_input encode(const client& on, const Request& request) const {
        const auto level = detail::validation_of(*on.core_, *on.options_);
        if constexpr (requires(Request & changed) { changed.registry_id.emplace(); }) {
            if (on.options_->registry_id && !request.registry_id) {
                Request changed(request);
                changed.registry_id = on.options_->registry_id;
                return detail::encode(name_, detail::shape_of<Request>, &changed, level);
            }
        }
        return detail::encode(name_, detail::shape_of<Request>, &request, level);
    }

    using core_pointer = std::shared_ptr<detail::call_core>;
    using options_pointer = std::shared_ptr<const call_options>;

    static boost::asio::awaitable<Response> call(core_pointer core, options_pointer options,
                                                 detail::call_input input) {
        Response response;
        const detail::call_output output{detail::shape_of<Response>, &response, nullptr};
        auto failure = co_await detail::call(*core, *options, input, output);
        if (failure) throw_error(std::move(*failure));
        co_return response;
    }

    static boost::asio::awaitable<result<Response>>
    call_for_result(core_pointer core, options_pointer options, detail::call_input input) {
        Response response;
        const detail::call_output output{detail::shape_of<Response>, &response, nullptr};
        auto failure = co_await detail::call(*core, *options, input, output);
        if (failure) co_return std::move(*failure);
        co_return std::move(response);
    }

    static boost::asio::awaitable<reply<Response>> call_for_reply(core_pointer core, options_pointer options,
                                                                  detail::call_input input) {
        reply<Response> answer;
        const detail::call_output output{detail::shape_of<Response>, &answer.value, &answer.metadata};
        auto failure = co_await detail::call(*core, *options, input, output);
        if (failure) throw_error(std::move(*failure));
        co_return answer;
    }

    std::string_view name_;
};

/// A list of operations, as values.
template <const auto&... Operations>
struct operation_list {
    static constexpr std::size_t count = sizeof...(Operations);

    /// Calls `visit` with each operation, in order.
    template <class Visitor>
    static constexpr void for_each(Visitor&& visit) {
        (visit(Operations), ...);
    }
};

}
