#pragma once

/// \file
/// All that an observer hears, as text.

#include <ecr/error.hpp>
#include <ecr/log.hpp>
#include <ecr/observer.hpp>

#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// Every text in an error, however it is got at.
inline std::string all_of(const ecr::error& failure) {
    std::ostringstream out;
    out << failure << failure.message() << failure.code_text() << failure.request_id() << failure.endpoint()
        << failure.body_snippet() << failure.cause().message();
    for (const auto& each : failure.violations()) out << each.path << each.problem;
    return out.str();
}

/// Collects the text of all events, and all that a logger makes of them.
class heard_events final : public ecr::observer {
public:
    void on_call_started(const ecr::call_started& event) noexcept override { logger_.on_call_started(event); }
    void on_call_finished(const ecr::call_finished& event) noexcept override {
        add(event.failure);
        logger_.on_call_finished(event);
    }
    void on_attempt_started(const ecr::attempt_started& event) noexcept override {
        add(event.endpoint);
        logger_.on_attempt_started(event);
    }
    void on_attempt_finished(const ecr::attempt_finished& event) noexcept override {
        add(event.failure);
        add(event.endpoint);
        logger_.on_attempt_finished(event);
    }
    void on_retry_scheduled(const ecr::retry_scheduled& event) noexcept override {
        logger_.on_retry_scheduled(event);
    }
    void on_retry_refused(const ecr::retry_refused& event) noexcept override {
        add(event.why);
        logger_.on_retry_refused(event);
    }
    void on_connection_used(const ecr::connection_used& event) noexcept override {
        logger_.on_connection_used(event);
    }
    void on_connection_failed(const ecr::connection_failed& event) noexcept override {
        logger_.on_connection_failed(event);
    }
    void on_credentials_asked(const ecr::credentials_asked& event) noexcept override {
        add(event.provider_name);
        logger_.on_credentials_asked(event);
    }
    void on_clock_corrected(const ecr::clock_corrected& event) noexcept override {
        logger_.on_clock_corrected(event);
    }
    [[nodiscard]] bool wants_wire_dumps() const noexcept override { return true; }
    void on_wire_dump(const ecr::wire_dump& event) noexcept override {
        add(event.text);
        logger_.on_wire_dump(event);
    }

    std::vector<std::string> texts{};

private:
    void add(std::string_view text) { texts.emplace_back(text); }
    void add(const ecr::error* failure) {
        if (failure != nullptr) add(all_of(*failure));
    }

    ecr::line_logger logger_{[this](std::string_view line) { add(line); },
                             ecr::line_logger::detail_level::wire};
};

}
