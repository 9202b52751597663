#pragma once

#include <ecr/detail/config.hpp>

#include <algorithm>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

/// Immutable bytes, either owned or looked at: copying a blob never copies the bytes.
///
/// A layer part of 20 MiB is best given as `blob::view(bytes)`; the bytes must then outlive the call that
/// sends them.
class blob {
public:
    blob() = default;
    // Moving copies: a blob that was moved from must not look at bytes that it no longer keeps alive.
    blob(const blob&) = default;
    blob& operator=(const blob&) = default;
    ~blob() = default;

    /// Takes ownership; copies of the blob share the bytes.
    explicit blob(std::vector<std::byte> bytes) {
        auto owner = std::make_shared<const std::vector<std::byte>>(std::move(bytes));
        bytes_ = *owner;
        owner_ = std::move(owner);
    }

    /// Looks at bytes that somebody else keeps alive.
    [[nodiscard]] static blob view(std::span<const std::byte> bytes) noexcept { return {bytes, nullptr}; }
    [[nodiscard]] static blob view(std::string_view text) noexcept {
        return view(std::as_bytes(std::span(text.data(), text.size())));
    }

    /// Looks at bytes that `owner` keeps alive, and keeps `owner` alive.
    [[nodiscard]] static blob view(std::span<const std::byte> bytes,
                                   std::shared_ptr<const void> owner) noexcept {
        return {bytes, std::move(owner)};
    }

    /// Owns a copy of `text`.
    [[nodiscard]] static blob copy(std::string_view text) {
        const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
        return blob(std::vector<std::byte>(bytes.begin(), bytes.end()));
    }

    [[nodiscard]] std::span<const std::byte> bytes() const noexcept { return bytes_; }
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

    friend bool operator==(const blob& left, const blob& right) noexcept {
        return std::ranges::equal(left.bytes_, right.bytes_);
    }

private:
    blob(std::span<const std::byte> bytes, std::shared_ptr<const void> owner) noexcept
        : bytes_(bytes)
        , owner_(std::move(owner)) {}

    std::span<const std::byte> bytes_{};
    std::shared_ptr<const void> owner_{};
};

}
