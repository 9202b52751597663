#pragma once

/// \file
/// An emulator without connections that has one companion.

#include <ecr/emulator/companion.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <support/server_calls.hpp>
#include <utility>

namespace test {

using namespace std::chrono_literals;
using ecr::emulation::server_request;
using ecr::emulation::server_response;

struct companion_calls : server_calls {
    explicit companion_calls(std::unique_ptr<ecr::emulation::companion> tested) {
        server.add(std::move(tested));
    }

    server_response answer_to(const server_request& request) { return ask(request).response; }

    /// Moves the emulator's time on, but not the clock.
    void advance(std::chrono::seconds by) { state->ahead = state->ahead.load() + by; }
    [[nodiscard]] ecr::timestamp now() const { return noon + state->ahead.load(); }

    /// Whose call to ECR with these keys is: the account, or the code of the refusal.
    std::string caller(const ecr::credentials& with) {
        auto request = plain("DescribeRegistry");
        sign(request, with, noon);
        const auto answer = answer_to(request);
        return answer.code.empty() ? state->log.records().back().account : answer.code;
    }
};

}
