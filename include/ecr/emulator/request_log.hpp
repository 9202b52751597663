#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/json.hpp>
#include <ecr/shape.hpp>
#include <ecr/timestamp.hpp>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// One request that an emulator has answered; holds no secret.
struct request_record {
    /// Such as `ListImages`, or the name of the companion; empty where none was recognised.
    std::string operation{};
    std::string request_id{};
    /// Empty where the signature was not accepted.
    std::string account{};
    std::string region{};
    std::int32_t status{};
    /// Such as `RepositoryNotFoundException`; empty for a success.
    std::string code{};
    /// The faults that struck it, such as `delay`.
    std::vector<std::string> faults{};
    timestamp time{};
};
ECR_SHAPE(request_record, operation, request_id, account, region, status, code, faults, time);

/// What the control endpoint answers.
struct request_records {
    std::vector<request_record> requests{};
};
ECR_SHAPE(request_records, requests);

/// The newest requests, up to a limit. Safe to use from several threads.
class request_log {
public:
    explicit request_log(std::size_t limit)
        : limit_(limit) {}

    void add(request_record record) {
        const std::lock_guard lock(mutex_);
        if (limit_ == 0) return;
        if (records_.size() == limit_) records_.pop_front();
        records_.push_back(std::move(record));
    }

    /// From the oldest to the newest.
    [[nodiscard]] std::vector<request_record> records() const {
        const std::lock_guard lock(mutex_);
        return {records_.begin(), records_.end()};
    }

    void clear() {
        const std::lock_guard lock(mutex_);
        records_.clear();
    }

private:
    const std::size_t limit_;
    mutable std::mutex mutex_{};
    std::deque<request_record> records_{};
};

}
