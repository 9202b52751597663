#pragma once

#include <ecr/emulator/control.hpp>
#include <ecr/emulator/login_control.hpp>
#include <ecr/emulator/service_fault.hpp>
#include <ecr/emulator/snapshot.hpp>
#include <ecr/json.hpp>
#include <ecr/shape.hpp>

#include <cstdint>
#include <stdexcept>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// How far the emulator's time moves.
struct time_step {
    std::int64_t milliseconds{};
};
ECR_SHAPE(time_step, milliseconds);

class control final : public companion {
public:
    [[nodiscard]] std::string_view name() const noexcept override { return {}; }

    [[nodiscard]] bool serves(const server_request& request) const override {
        return request.path().starts_with(prefix);
    }

    [[nodiscard]] server_response answer(const server_request& request, server_state& state,
                                         const arrival& came) override {
        const auto what = request.path().substr(prefix.size());
        const bool reads = request.method == "GET";
        if (!reads && request.header("content-type") != "application/json")
            throw refusal(400, "content type must be application/json");
        if (what == "faults" && request.method == "POST") return add_faults(state, request.body);
        if (what == "faults" && request.method == "DELETE") return cleared(state.faults);
        if (what == "faults" && reads) return told(to_json(fault_rules{state.faults.rules()}));
        if (what == "requests" && request.method == "DELETE") return cleared(state.log);
        if (what == "requests" && reads) return told(to_json(request_records{state.log.records()}));
        if (what == "state" && request.method == "PUT") return load(state, request.body);
        if (what == "state" && reads) return told(save(state.all));
        if (what == "advance" && request.method == "POST") return advance(state, request.body);
        if (what == "sso-login" && request.method == "POST")
            return log_in(log_in_to_sso, state, request, came);
        if (what == "login" && request.method == "POST")
            return log_in(log_in_to_console, state, request, came);
        throw refusal(404, "there is nothing of this method and name");
    }

private:
    static constexpr std::string_view prefix = "/_emulator/";

    [[nodiscard]] static protocol_fault refusal(int status, std::string message) {
        return {.code = "BadControl", .message = std::move(message), .status = status};
    }

    [[nodiscard]] static server_response told(std::string body) {
        server_response response{.body = std::move(body)};
        response.headers.emplace_back("Content-Type", "application/json");
        return response;
    }

    [[nodiscard]] static server_response cleared(auto& what) {
        what.clear();
        return told("{}");
    }

    [[nodiscard]] static server_response add_faults(server_state& state, const std::string& text) {
        try {
            state.faults.add_json(text);
        } catch (const std::invalid_argument& problem) {
            throw refusal(400, problem.what());
        }
        return told("{}");
    }

    [[nodiscard]] static server_response load(server_state& state, const std::string& text) {
        try {
            emulation::load(state.all, text);
        } catch (const std::invalid_argument& problem) {
            throw refusal(400, problem.what());
        }
        return told("{}");
    }

    [[nodiscard]] static server_response log_in(auto how, server_state& state, const server_request& request,
                                                const arrival& came) {
        try {
            return told(to_json(how(state, request.body, came)));
        } catch (const std::invalid_argument& problem) {
            throw refusal(400, problem.what());
        }
    }

    [[nodiscard]] static server_response advance(server_state& state, const std::string& text) {
        const auto step = from_json<time_step>(text, as_result);
        if (step.has_error()) throw refusal(400, std::string(step.error().message()));
        constexpr std::int64_t century = std::int64_t{100} * 366 * 86400 * 1000;
        const auto ahead = state.ahead.load().count();
        if (step->milliseconds < 0 || step->milliseconds > century - ahead)
            throw refusal(400, "milliseconds is out of range");
        state.ahead = std::chrono::milliseconds(ahead + step->milliseconds);
        return told("{}");
    }
};

ECR_DECL std::unique_ptr<companion> make_control() {
    return std::make_unique<control>();
}

}
