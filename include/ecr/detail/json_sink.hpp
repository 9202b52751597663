#pragma once

#include <ecr/detail/config.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Collects small pieces before they go to the string, which costs a call for each append.
class json_sink {
public:
    explicit json_sink(std::string& out)
        : out_(out) {}

    void put(char c) {
        if (used_ == staged_.size()) flush();
        staged_[used_++] = c;
    }
    void put(std::string_view text) {
        if (text.size() > staged_.size() - used_) {
            flush();
            if (text.size() > staged_.size()) {
                out_.append(text);
                return;
            }
        }
        std::memcpy(staged_.data() + used_, text.data(), text.size());
        used_ += text.size();
    }
    void flush() {
        out_.append(staged_.data(), used_);
        used_ = 0;
    }
    [[nodiscard]] std::size_t size() const noexcept { return out_.size() + used_; }
    void reserve(std::size_t more) { out_.reserve(size() + more); }

private:
    std::string& out_;
    std::array<char, 1024> staged_;
    std::size_t used_ = 0;
};

/// Length of the beginning of `text` that JSON needs not escape.
inline std::size_t unescaped_prefix(std::string_view text) noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101;
    constexpr std::uint64_t tops = 0x8080808080808080;
    std::size_t at = 0;
    for (; at + 8 <= text.size(); at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, 8);
        const std::uint64_t quote = word ^ (ones * '"');
        const std::uint64_t slash = word ^ (ones * '\\');
        // A byte below its bound borrows into its top bit; bytes from 0x80 on never need an escape.
        const std::uint64_t hits = ((word - ones * 0x20) | (quote - ones) | (slash - ones)) & ~word & tops;
        if (hits != 0) break;
    }
    while (at != text.size()) {
        const auto c = static_cast<unsigned char>(text[at]);
        if (c < 0x20 || c == '"' || c == '\\') break;
        ++at;
    }
    return at;
}

}
