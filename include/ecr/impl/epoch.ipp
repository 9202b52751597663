#pragma once

#include <ecr/detail/date_reader.hpp>
#include <ecr/detail/epoch.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <limits>

namespace ecr::inline ECR_ABI::detail::epoch_text {

inline constexpr std::uint64_t most_milliseconds = std::numeric_limits<std::int64_t>::max();

// A decimal number: all digits as one integer, and the power of ten that scales it to milliseconds.
struct decimal {
    std::uint64_t digits{};
    std::int64_t scale{3};
    bool full{};
    bool round_up{};

    void add(char digit, bool fraction) noexcept {
        constexpr auto limit = (std::numeric_limits<std::uint64_t>::max() - 9) / 10;
        if (digits <= limit) {
            digits = digits * 10 + static_cast<std::uint64_t>(digit - '0');
            scale -= fraction ? 1 : 0;
        } else {
            if (!full) round_up = digit >= '5';
            full = true;
            scale += fraction ? 0 : 1;
        }
    }

    std::optional<timestamp> time(bool negative) noexcept {
        const auto limit = most_milliseconds + (negative ? 1U : 0U);
        for (; scale > 0 && digits != 0; --scale) {
            if (digits > limit / 10) return std::nullopt;
            digits *= 10;
        }
        for (; scale < 0 && (digits != 0 || round_up); ++scale) {
            round_up = digits % 10 >= 5;
            digits /= 10;
        }
        digits += round_up ? 1 : 0;
        if (digits > limit) return std::nullopt;
        return timestamp{
            std::chrono::milliseconds{static_cast<std::int64_t>(negative ? 0 - digits : digits)}};
    }
};

inline bool take_exponent(date_reader& text, decimal& number) noexcept {
    const auto negative = text.take("-");
    if (!negative) text.take("+");
    int exponent = 0;
    if (!text.take_number(exponent, 1, 9)) return false;
    number.scale += negative ? -exponent : exponent;
    return true;
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::optional<timestamp> timestamp_from_epoch(double seconds) noexcept {
    // The last whole number of seconds that a double can hold and a timestamp too. NaN fails the comparison.
    constexpr auto most = 9'223'372'036'854'774.0;
    const auto whole = std::trunc(seconds);
    if (!(whole >= -most && whole <= most)) return std::nullopt;
    // Apart, because the product of all of it would lose milliseconds in years far away.
    const auto fraction = static_cast<std::int64_t>(std::round((seconds - whole) * 1000));
    return timestamp{std::chrono::milliseconds{static_cast<std::int64_t>(whole) * 1000 + fraction}};
}

ECR_DECL std::optional<timestamp> timestamp_from_epoch(std::int64_t seconds) noexcept {
    constexpr auto most = std::numeric_limits<std::int64_t>::max() / 1000;
    if (seconds < -most || seconds > most) return std::nullopt;
    return timestamp{std::chrono::milliseconds{seconds * 1000}};
}

// Digit by digit and not through a double: exact, and from_chars() for doubles is not everywhere.
ECR_DECL std::optional<timestamp> parse_epoch_seconds(std::string_view source) noexcept {
    date_reader text{source};
    epoch_text::decimal number;
    const auto negative = text.take("-");
    const auto take_digits = [&](bool fraction) {
        auto any = false;
        for (int digit = 0; text.take_number(digit, 1, 1); any = true)
            number.add(static_cast<char>('0' + digit), fraction);
        return any;
    };
    if (!take_digits(false)) return std::nullopt;
    if (text.take(".") && !take_digits(true)) return std::nullopt;
    if (text.take_any_case("e") && !epoch_text::take_exponent(text, number)) return std::nullopt;
    if (!text.done()) return std::nullopt;
    return number.time(negative);
}

ECR_DECL char* write_epoch_seconds(timestamp time, char* out) noexcept {
    const std::int64_t count = time.time_since_epoch().count();
    auto magnitude = static_cast<std::uint64_t>(count);
    if (count < 0) {
        *out++ = '-';
        magnitude = 0 - magnitude;
    }
    out = std::to_chars(out, out + epoch_seconds_size, magnitude / 1000).ptr;
    auto fraction = static_cast<unsigned>(magnitude % 1000);
    if (fraction != 0) *out++ = '.';
    for (auto unit = 100U; fraction != 0; fraction %= unit, unit /= 10)
        *out++ = static_cast<char>('0' + fraction / unit);
    return out;
}

ECR_DECL std::string to_epoch_seconds(timestamp time) {
    std::array<char, epoch_seconds_size> text{};
    return {text.data(), write_epoch_seconds(time, text.data())};
}

}
