#pragma once

/// \file
/// What answers mean to a waiter. An acceptor is a function of a `polled`: what it makes of the answer, or
/// nothing if that is for the next acceptor to say. A lambda will do; those here cover what is common.

#include <ecr/result.hpp>
#include <ecr/wait_options.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI {

/// One poll of a waiter: what was asked and what came.
template <class Operation>
struct polled {
    const typename Operation::request_type& request;
    const result<typename Operation::response_type>& answer;
    /// Counted from 1.
    int attempt = 0;
    /// Since the wait began.
    std::chrono::nanoseconds elapsed{};
};

namespace detail {

template <class Value>
std::string state_text(const Value& value) {
    if constexpr (requires { std::string(value.text()); }) {
        return std::string(value.text());
    } else if constexpr (requires { value ? state_text(*value) : std::string(); }) {
        return value ? state_text(*value) : std::string();
    } else if constexpr (requires { std::string(value); }) {
        return std::string(value);
    } else {
        return {};
    }
}

/// Looks at one value of the answer.
template <auto Value, class Expected>
struct value_acceptor {
    Expected expected;
    wait_state then;

    template <class Operation>
    std::optional<wait_state> operator()(const polled<Operation>& made) const {
        if (made.answer.has_error() || !(Value(*made.answer) == expected)) return std::nullopt;
        return then;
    }
    template <class Operation>
    std::string state(const polled<Operation>& made) const {
        return made.answer.has_error() ? std::string() : state_text(Value(*made.answer));
    }
};

/// Looks at a list of values, which must have some.
template <auto Values, class Expected, bool All>
struct list_acceptor {
    Expected expected;
    wait_state then;

    template <class Operation>
    std::optional<wait_state> operator()(const polled<Operation>& made) const {
        if (made.answer.has_error()) return std::nullopt;
        bool any = false;
        bool all = true;
        for (const auto& each : Values(*made.answer)) {
            const bool same = each == expected;
            any = any || same;
            all = all && same;
        }
        return any && (all || !All) ? std::optional(then) : std::nullopt;
    }
    /// The first state that is not the expected one.
    template <class Operation>
    std::string state(const polled<Operation>& made) const {
        if (made.answer.has_error()) return {};
        std::string seen;
        for (const auto& each : Values(*made.answer)) {
            if (seen.empty() || !(each == expected)) seen = state_text(each);
            if (!(each == expected)) break;
        }
        return seen;
    }
};

struct answer_acceptor {
    wait_state then;

    template <class Operation>
    std::optional<wait_state> operator()(const polled<Operation>& made) const {
        return made.answer.has_value() ? std::optional(then) : std::nullopt;
    }
};

struct error_acceptor {
    errc code;
    wait_state then;
    std::chrono::nanoseconds within;

    template <class Operation>
    std::optional<wait_state> operator()(const polled<Operation>& made) const {
        if (made.answer.has_value() || made.elapsed > within) return std::nullopt;
        return made.answer.error() == code ? std::optional(then) : std::nullopt;
    }
};

}

/// Matches a response for which the function `Value` gives an equal value; absent ones never are.
template <auto Value, class Expected>
constexpr auto when(Expected expected, wait_state then) {
    return detail::value_acceptor<Value, Expected>{expected, then};
}

/// Matches a response for which every element of the list that `Values` gives is equal, if there is any.
template <auto Values, class Expected>
constexpr auto when_all(Expected expected, wait_state then) {
    return detail::list_acceptor<Values, Expected, true>{expected, then};
}

/// Matches a response for which one element of the list that `Values` gives is equal.
template <auto Values, class Expected>
constexpr auto when_any(Expected expected, wait_state then) {
    return detail::list_acceptor<Values, Expected, false>{expected, then};
}

/// Matches every response that is not an error.
constexpr auto when_answered(wait_state then) {
    return detail::answer_acceptor{then};
}

/// Matches an error of that code, or only one that comes so soon after the wait began.
constexpr auto on_error(errc code, wait_state then,
                        std::chrono::nanoseconds within = std::chrono::nanoseconds::max()) {
    return detail::error_acceptor{code, then, within};
}

}
