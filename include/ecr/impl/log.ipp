#pragma once

#include <ecr/detail/append_all.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/wire_text.hpp>
#include <ecr/log.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <ratio>
#include <string>

namespace ecr::inline ECR_ABI {

namespace detail {

inline std::string in_ms(std::chrono::nanoseconds length) {
    const auto tenths = std::chrono::round<std::chrono::duration<std::int64_t, std::ratio<1, 10000>>>(length);
    const std::int64_t count = std::max<std::int64_t>(tenths.count(), 0);
    return std::to_string(count / 10) + "." + std::to_string(count % 10) + " ms";
}

inline std::string name_of(const call_info& call) {
    std::string name;
    if (!call.invocation_id.empty()) append_all(name, {"[", call.invocation_id.substr(0, 8), "] "});
    return name.append(call.operation).append(": ");
}

inline std::string attempt_of(int number) {
    return "attempt " + std::to_string(number);
}

inline void append_times(std::string& out, const connection_times& times) {
    std::string_view before = ": ";
    const auto add = [&](std::string_view name, std::chrono::nanoseconds length) {
        if (length.count() == 0) return;
        append_all(out, {before, name, " ", in_ms(length)});
        before = ", ";
    };
    add("pool", times.pool);
    add("dns", times.dns);
    add("connect", times.connect);
    add("proxy", times.proxy);
    add("tls", times.tls);
}

}

template <class Compose>
void line_logger::line(const call_info& call, Compose compose) noexcept {
    try {
        std::string text = detail::name_of(call);
        compose(text);
        std::string clean;
        detail::append_printable(clean, detail::masked(text));
        const std::lock_guard lock(mutex_);
        write_(clean);
    } catch (...) { // a log that fails must not fail the call
    }
}

ECR_DECL void line_logger::on_call_started(const call_started& event) noexcept {
    line(event.call, [](std::string& out) { out += "started"; });
}

ECR_DECL void line_logger::on_call_finished(const call_finished& event) noexcept {
    line(event.call, [&](std::string& out) {
        if (event.failure != nullptr) {
            out += "failed: " + to_string(*event.failure);
            return;
        }
        detail::append_all(out, {event.completed ? "done after " : "cut short after ",
                                 detail::in_ms(event.elapsed), ", ", std::to_string(event.attempts),
                                 event.attempts == 1 ? " attempt" : " attempts"});
    });
}

ECR_DECL void line_logger::on_attempt_started(const attempt_started& event) noexcept {
    line(event.call, [&](std::string& out) {
        detail::append_all(out, {detail::attempt_of(event.number), " of ", std::to_string(event.max_attempts),
                                 " at ", event.endpoint});
        if (event.delay.count() != 0) out += " after a wait of " + detail::in_ms(event.delay);
    });
}

ECR_DECL void line_logger::on_attempt_finished(const attempt_finished& event) noexcept {
    line(event.call, [&](std::string& out) {
        detail::append_all(out, {detail::attempt_of(event.number), " "});
        if (event.http_status != 0) {
            out += "answered " + std::to_string(event.http_status);
        } else {
            out += event.completed ? "failed" : "was cut short";
        }
        out += " after " + detail::in_ms(event.elapsed);
        if (!event.request_id.empty()) detail::append_all(out, {", request id ", event.request_id});
        detail::append_all(out, {", ", std::to_string(event.bytes_sent), " bytes sent, ",
                                 std::to_string(event.bytes_received), " received"});
        if (event.failure != nullptr) out += ": " + to_string(*event.failure);
    });
}

ECR_DECL void line_logger::on_retry_scheduled(const retry_scheduled& event) noexcept {
    line(event.call, [&](std::string& out) {
        detail::append_all(out,
                           {detail::attempt_of(event.number), " is retried in ", detail::in_ms(event.delay),
                            " (", to_string(event.reason), "), quota ", std::to_string(event.quota)});
    });
}

ECR_DECL void line_logger::on_retry_refused(const retry_refused& event) noexcept {
    line(event.call, [&](std::string& out) {
        detail::append_all(out, {detail::attempt_of(event.number), " is not retried: ", event.why, ", quota ",
                                 std::to_string(event.quota)});
    });
}

ECR_DECL void line_logger::on_connection_used(const connection_used& event) noexcept {
    line(event.call, [&](std::string& out) {
        out += event.reused ? "connection reused" : "connection made";
        if (event.replaced) out += " in place of a dead one";
        detail::append_times(out, event.times);
    });
}

ECR_DECL void line_logger::on_connection_failed(const connection_failed& event) noexcept {
    line(event.call, [&](std::string& out) {
        out += "no connection";
        detail::append_times(out, event.times);
    });
}

ECR_DECL void line_logger::on_credentials_asked(const credentials_asked& event) noexcept {
    line(event.call, [&](std::string& out) {
        out += event.succeeded ? "credentials" : "no credentials";
        if (!event.provider_name.empty()) detail::append_all(out, {" from ", event.provider_name});
        out += " after " + detail::in_ms(event.elapsed);
    });
}

ECR_DECL void line_logger::on_clock_corrected(const clock_corrected& event) noexcept {
    line(event.call, [&](std::string& out) {
        out += "clock corrected by " + std::to_string(event.correction.count()) + " ms";
    });
}

ECR_DECL void line_logger::on_wire_dump(const wire_dump& event) noexcept {
    const std::string_view mark = event.direction == wire_direction::request ? "> " : "< ";
    std::string_view rest = event.text;
    while (!rest.empty()) {
        const std::string_view text = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(text.size() + 1, rest.size()));
        line(event.call, [&](std::string& out) { detail::append_all(out, {mark, text}); });
    }
}

}
