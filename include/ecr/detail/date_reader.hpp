#pragma once

/// \file
/// Takes dates apart from the front, one element at a time.

#include <ecr/detail/config.hpp>
#include <ecr/timestamp.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What a date says, not yet known to exist. Every number is as written, so none is negative but the offset.
struct date_fields {
    int year{};
    int month{};
    int day{};
    int hour{};
    int minute{};
    int second{};
    int millisecond{};
    int offset_minutes{};

    [[nodiscard]] std::chrono::year_month_day date() const noexcept {
        return {std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                std::chrono::day{static_cast<unsigned>(day)}};
    }

    [[nodiscard]] std::optional<timestamp> time() const noexcept {
        if (!date().ok() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
        return std::chrono::sys_days{date()} + std::chrono::hours{hour} +
               std::chrono::minutes{minute - offset_minutes} + std::chrono::seconds{second} +
               std::chrono::milliseconds{millisecond};
    }
};

/// The text not yet read. Every `take` either removes what it names from the front or returns false.
class date_reader {
public:
    explicit date_reader(std::string_view text) noexcept
        : rest_{text} {}

    [[nodiscard]] bool done() const noexcept { return rest_.empty(); }

    bool take(std::string_view literal) noexcept {
        // In place: the names of months are too short for a call of memcmp.
        if (rest_.size() < literal.size()) return false;
        for (std::size_t i = 0; i != literal.size(); ++i)
            if (rest_[i] != literal[i]) return false;
        rest_.remove_prefix(literal.size());
        return true;
    }

    bool take_any_case(std::string_view word) noexcept {
        if (rest_.size() < word.size()) return false;
        for (std::size_t i = 0; i != word.size(); ++i)
            if (lower(rest_[i]) != lower(word[i])) return false;
        rest_.remove_prefix(word.size());
        return true;
    }

    bool take_number(int& value, std::size_t least, std::size_t most) noexcept {
        std::size_t size = 0;
        int number = 0;
        for (; size != most && size != rest_.size() && is_digit(rest_[size]); ++size)
            number = number * 10 + (rest_[size] - '0');
        if (size < least) return false;
        rest_.remove_prefix(size);
        value = number;
        return true;
    }

    /// Takes the digits after the point of a second; 1000 milliseconds are a possible result of rounding.
    bool take_fraction(int& milliseconds) noexcept {
        std::size_t size = 0;
        int number = 0;
        int unit = 1000;
        for (; size != rest_.size() && is_digit(rest_[size]); ++size, unit /= 10) {
            if (unit == 1 && rest_[size] >= '5') ++number;
            number += (rest_[size] - '0') * (unit / 10);
        }
        if (size == 0) return false;
        rest_.remove_prefix(size);
        milliseconds = number;
        return true;
    }

private:
    static constexpr bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
    static constexpr char lower(char c) noexcept {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }

    std::string_view rest_;
};

}
