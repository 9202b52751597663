#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/fault_rule.hpp>
#include <ecr/emulator/message.hpp>
#include <ecr/emulator/reply.hpp>
#include <ecr/emulator/service_fault.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// What the faults that strike one request come to.
class misfortune {
public:
    explicit misfortune(std::vector<fault_rule> struck)
        : struck_(std::move(struck)) {}

    /// How far the server's clock is off.
    [[nodiscard]] std::chrono::milliseconds skew() const;
    /// Whether the request is lost before it is handled.
    [[nodiscard]] bool lost() const { return find(fault_kind::reset_before) != nullptr; }
    /// The error that is answered instead of handling the request.
    [[nodiscard]] std::optional<protocol_fault> instead() const;
    /// Spoils an answer and the way it is sent.
    void spoil(reply& answer, const server_request& request) const;

    [[nodiscard]] const std::vector<fault_rule>& struck() const noexcept { return struck_; }

private:
    [[nodiscard]] const fault_rule* find(fault_kind kind) const;
    void spoil_body(reply& answer, const server_request& request) const;

    std::vector<fault_rule> struck_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/misfortune.ipp>
#endif
