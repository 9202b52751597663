#pragma once

#include <ecr/detail/config.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/associated_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/execution/outstanding_work.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/prefer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

using connection_strand = boost::asio::strand<boost::asio::any_io_executor>;

/// What work came to: a value or an exception, which travel as one object and leave no copy behind.
template <class T>
struct strand_outcome {
    std::optional<T> value{};
    std::exception_ptr failure{};
};

template <>
struct strand_outcome<void> {
    std::exception_ptr failure{};
};

// The work is a thread of execution of its own, which would hear of nothing but terminal cancellation; what
// the caller lets through is the caller's choice.
template <class T>
boost::asio::awaitable<strand_outcome<T>> do_on_strand(boost::asio::awaitable<T> work) {
    const boost::asio::enable_total_cancellation every;
    strand_outcome<T> outcome;
    try {
        co_await boost::asio::this_coro::reset_cancellation_state(every);
        if constexpr (std::is_void_v<T>) {
            co_await std::move(work);
        } else {
            outcome.value = co_await std::move(work);
        }
    } catch (...) {
        outcome.failure = std::current_exception();
    }
    co_return outcome;
}

// Ends the work on the strand and resumes the caller where it belongs. The signal is released on the strand,
// after everything that could emit it there.
template <class T, class Handler>
class strand_return {
public:
    strand_return(Handler handler, std::shared_ptr<boost::asio::cancellation_signal> signal)
        : handler_(std::move(handler))
        , caller_(boost::asio::prefer(boost::asio::get_associated_executor(handler_),
                                      boost::asio::execution::outstanding_work.tracked))
        , signal_(std::move(signal)) {}

    void operator()(std::exception_ptr, strand_outcome<T> outcome) {
        boost::asio::post(caller_, [handler = std::move(handler_), outcome = std::move(outcome)]() mutable {
            if constexpr (std::is_void_v<T>) {
                std::move(handler)(std::move(outcome.failure));
            } else {
                std::move(handler)(std::move(outcome.failure), std::move(outcome.value).value_or(T{}));
            }
        });
    }

private:
    using executor = boost::asio::associated_executor_t<Handler>;

    Handler handler_;
    // No work guard: that gives up its work before its copy of the executor, and the caller's context may be
    // gone in between.
    decltype(boost::asio::prefer(std::declval<executor>(),
                                 boost::asio::execution::outstanding_work.tracked)) caller_;
    std::shared_ptr<boost::asio::cancellation_signal> signal_;
};

// Begins the work on the strand, where its signal may be emitted; destroyed before that, it lets go of the
// caller's frame last.
template <class T, class Handler>
struct strand_entry {
    strand_return<T, Handler> back;
    boost::asio::cancellation_slot heard;
    boost::asio::any_io_executor strand;
    boost::asio::awaitable<T> work;

    void operator()() {
        boost::asio::co_spawn(std::move(strand), do_on_strand(std::move(work)),
                              boost::asio::bind_cancellation_slot(heard, std::move(back)));
    }
};

struct strand_crossing {
    template <class Handler, class T>
    void operator()(Handler&& handler, boost::asio::any_io_executor strand, boost::asio::awaitable<T> work,
                    std::shared_ptr<boost::asio::cancellation_signal> signal) const {
        auto slot = boost::asio::get_associated_cancellation_slot(handler);
        if (slot.is_connected()) {
            const std::weak_ptr<boost::asio::cancellation_signal> known = signal;
            slot.assign([known, strand](boost::asio::cancellation_type type) {
                boost::asio::post(strand, [known, type] {
                    if (const auto alive = known.lock()) alive->emit(type);
                });
            });
        }
        const auto heard = signal->slot();
        strand_return<T, std::decay_t<Handler>> back(std::forward<Handler>(handler), std::move(signal));
        boost::asio::dispatch(
            strand, strand_entry<T, std::decay_t<Handler>>{std::move(back), heard, strand, std::move(work)});
    }
};

template <class T>
struct strand_signature {
    using type = void(std::exception_ptr, T);
};

template <>
struct strand_signature<void> {
    using type = void(std::exception_ptr);
};

/// Runs `work` on a strand, resumes the caller on its own executor and forwards its cancellation safely.
///
/// Bare `co_spawn` forwards a raw pointer, which dangles when the work ends at the same moment. This is the
/// only place where executors are crossed.
///
/// The work may refer to the caller's frame: while it runs, it alone owns the frame, through the handler
/// that resumes it, and gives that up after its own frames are gone, also when a context that goes destroys
/// them all.
///
/// Others may emit `signal` too, on the strand, if they hold it weakly; the work hears nothing of what was
/// emitted before it began. The strand may be any executor that does one thing at a time.
template <class T>
[[nodiscard]] boost::asio::awaitable<T> on_strand(boost::asio::any_io_executor strand,
                                                  boost::asio::awaitable<T> work,
                                                  std::shared_ptr<boost::asio::cancellation_signal> signal) {
    return boost::asio::async_initiate<const boost::asio::use_awaitable_t<>,
                                       typename strand_signature<T>::type>(
        strand_crossing(), boost::asio::use_awaitable, std::move(strand), std::move(work), std::move(signal));
}

template <class T>
[[nodiscard]] boost::asio::awaitable<T> on_strand(connection_strand strand, boost::asio::awaitable<T> work) {
    return on_strand(boost::asio::any_io_executor(std::move(strand)), std::move(work),
                     std::make_shared<boost::asio::cancellation_signal>());
}

}
