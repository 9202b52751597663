#pragma once

#include <ecr/credentials.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// Keys that a server accepts, and whose they are.
struct known_key {
    ecr::credentials keys{};
    std::string account{};
    std::string arn{};
};

/// Every key that a server accepts. Safe to use from several threads.
class key_ring {
public:
    /// Adds the key, or replaces the one of the same id.
    void add(known_key key) {
        const std::lock_guard lock(mutex_);
        auto id = key.keys.access_key_id;
        keys_.insert_or_assign(std::move(id), std::move(key));
    }

    /// Adds a key that expires; of more than `most` such keys, the one that expires first goes.
    void add_session(known_key key, std::size_t most) {
        const std::lock_guard lock(mutex_);
        if (ends_.size() >= most) {
            keys_.erase(ends_.begin()->second);
            ends_.erase(ends_.begin());
        }
        auto id = key.keys.access_key_id;
        ends_.emplace(key.keys.expiration.value(), id);
        keys_.insert_or_assign(std::move(id), std::move(key));
    }

    void remove(std::string_view access_key_id) {
        const std::lock_guard lock(mutex_);
        const auto found = keys_.find(access_key_id);
        if (found == keys_.end()) return;
        std::erase_if(ends_, [&](const auto& each) { return each.second == access_key_id; });
        keys_.erase(found);
    }

    [[nodiscard]] std::optional<known_key> find(std::string_view access_key_id) const {
        const std::lock_guard lock(mutex_);
        const auto found = keys_.find(access_key_id);
        if (found == keys_.end()) return std::nullopt;
        return found->second;
    }

private:
    mutable std::mutex mutex_{};
    std::map<std::string, known_key, std::less<>> keys_{};
    /// Of sessions, the ids of their keys.
    std::multimap<timestamp, std::string> ends_{};
};

}
