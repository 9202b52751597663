#pragma once

#include <ecr/detail/date_reader.hpp>
#include <ecr/detail/datetime.hpp>

#include <array>
#include <charconv>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace ecr::inline ECR_ABI::detail::date_text {

inline constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
inline constexpr std::array<std::string_view, 7> weekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                                          "Thursday", "Friday", "Saturday"};

inline int century_of(int two_digits) noexcept {
    return two_digits < 69 ? 2000 : 1900;
}

inline bool take_month(date_reader& text, int& month, bool any_case) noexcept {
    for (std::size_t i = 0; i != months.size(); ++i) {
        if (any_case ? !text.take_any_case(months[i]) : !text.take(months[i])) continue;
        month = static_cast<int>(i + 1);
        return true;
    }
    return false;
}

inline bool take_spaces(date_reader& text) noexcept {
    if (!text.take(" ")) return false;
    while (text.take(" ")) {
    }
    return true;
}

inline bool take_time(date_reader& text, date_fields& fields) noexcept {
    if (!text.take_number(fields.hour, 2, 2) || !text.take(":") || !text.take_number(fields.minute, 2, 2))
        return false;
    if (!text.take(":")) return true;
    if (!text.take_number(fields.second, 2, 2)) return false;
    return !(text.take(".") || text.take(",")) || text.take_fraction(fields.millisecond);
}

inline bool take_zone(date_reader& text, date_fields& fields) noexcept {
    for (const std::string_view name : {"Z", "UTC", "UT", "GMT"})
        if (text.take_any_case(name)) return true;
    const auto west = text.take("-");
    int hours = 0;
    int minutes = 0;
    if ((!west && !text.take("+")) || !text.take_number(hours, 2, 2)) return false;
    const auto colon = text.take(":");
    if (!text.take_number(minutes, 2, 2) && colon) return false;
    fields.offset_minutes = (hours * 60 + minutes) * (west ? -1 : 1);
    return hours <= 23 && minutes <= 59;
}

inline std::optional<timestamp> read_iso8601(std::string_view source) noexcept {
    date_reader text{source};
    date_fields fields;
    if (!text.take_number(fields.year, 4, 4) || !text.take("-") || !text.take_number(fields.month, 2, 2) ||
        !text.take("-") || !text.take_number(fields.day, 2, 2))
        return std::nullopt;
    if (text.done()) return fields.time();
    if (!text.take_any_case("T") && !text.take(" ")) return std::nullopt;
    if (!take_time(text, fields)) return std::nullopt;
    if (!text.done() && !take_zone(text, fields)) return std::nullopt;
    return text.done() ? fields.time() : std::nullopt;
}

inline bool take_weekday_any_case(date_reader& text) noexcept {
    for (const auto name : weekdays)
        if (text.take_any_case(name) || text.take_any_case(name.substr(0, 3))) return true;
    return false;
}

inline std::optional<timestamp> read_rfc822(std::string_view source) noexcept {
    date_reader text{source};
    date_fields fields;
    if (take_weekday_any_case(text) && (!text.take(",") || !take_spaces(text))) return std::nullopt;
    const auto take_separator = [&text] { return text.take("-") || take_spaces(text); };
    if (!text.take_number(fields.day, 1, 2) || !take_separator() || !take_month(text, fields.month, true) ||
        !take_separator())
        return std::nullopt;
    if (!text.take_number(fields.year, 4, 4)) {
        if (!text.take_number(fields.year, 2, 2)) return std::nullopt;
        fields.year += century_of(fields.year);
    }
    if (!take_spaces(text) || !take_time(text, fields) || !take_spaces(text) || !take_zone(text, fields))
        return std::nullopt;
    return text.done() ? fields.time() : std::nullopt;
}

inline bool take_strict_time(date_reader& text, date_fields& fields) noexcept {
    return text.take_number(fields.hour, 2, 2) && text.take(":") && text.take_number(fields.minute, 2, 2) &&
           text.take(":") && text.take_number(fields.second, 2, 2);
}

inline bool take_imf_fixdate(date_reader& text, date_fields& fields) noexcept {
    return text.take_number(fields.day, 2, 2) && text.take(" ") && take_month(text, fields.month, false) &&
           text.take(" ") && text.take_number(fields.year, 4, 4) && text.take(" ") &&
           take_strict_time(text, fields) && text.take(" GMT");
}

inline bool take_rfc850(date_reader& text, date_fields& fields) noexcept {
    const auto taken = text.take_number(fields.day, 2, 2) && text.take("-") &&
                       take_month(text, fields.month, false) && text.take("-") &&
                       text.take_number(fields.year, 2, 2) && text.take(" ") &&
                       take_strict_time(text, fields) && text.take(" GMT");
    fields.year += century_of(fields.year);
    return taken;
}

inline bool take_asctime(date_reader& text, date_fields& fields) noexcept {
    if (!take_month(text, fields.month, false) || !text.take(" ")) return false;
    const auto day = text.take(" ") ? text.take_number(fields.day, 1, 1) : text.take_number(fields.day, 2, 2);
    return day && text.take(" ") && take_strict_time(text, fields) && text.take(" ") &&
           text.take_number(fields.year, 4, 4);
}

// The calendar repeats every 400 years, which brings any day into the range of std::chrono::year.
struct civil_time {
    std::int64_t year{};
    unsigned month{};
    unsigned day{};
    unsigned millisecond{};

    explicit civil_time(timestamp time) noexcept {
        constexpr std::int64_t day_size = 86'400'000;
        constexpr std::int64_t cycle_size = 146'097;
        const std::int64_t count = time.time_since_epoch().count();
        const auto days = count / day_size - (count % day_size < 0 ? 1 : 0);
        const auto cycles = days / cycle_size - (days % cycle_size < 0 ? 1 : 0);
        const std::chrono::days day_of_cycle{static_cast<int>(days - cycles * cycle_size)};
        const std::chrono::year_month_day date{std::chrono::sys_days{day_of_cycle}};
        year = static_cast<int>(date.year()) + 400 * cycles;
        month = static_cast<unsigned>(date.month());
        day = static_cast<unsigned>(date.day());
        millisecond = static_cast<unsigned>((count % day_size + day_size) % day_size);
    }
};

inline void append_number(std::string& text, std::uint64_t number, std::size_t least_digits) {
    std::array<char, 20> digits{};
    const auto* const end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    const auto size = static_cast<std::size_t>(end - digits.data());
    if (size < least_digits) text.append(least_digits - size, '0');
    text.append(digits.data(), size);
}

inline std::string write_seconds(const civil_time& time) {
    std::string text{time.year < 0 ? "-" : ""};
    append_number(text, static_cast<std::uint64_t>(time.year < 0 ? -time.year : time.year), 4);
    append_number(text.append("-"), time.month, 2);
    append_number(text.append("-"), time.day, 2);
    append_number(text.append("T"), time.millisecond / 3'600'000, 2);
    append_number(text.append(":"), time.millisecond / 60'000 % 60, 2);
    append_number(text.append(":"), time.millisecond / 1000 % 60, 2);
    return text;
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::optional<timestamp> parse_timestamp(std::string_view text) noexcept {
    if (const auto time = parse_epoch_seconds(text)) return time;
    if (const auto time = date_text::read_iso8601(text)) return time;
    return date_text::read_rfc822(text);
}

ECR_DECL std::optional<timestamp> parse_http_date(std::string_view source) noexcept {
    date_reader text{source};
    date_fields fields;
    unsigned weekday = 0;
    for (; weekday != date_text::weekdays.size(); ++weekday) {
        const auto name = date_text::weekdays[weekday];
        auto taken = false;
        if (text.take(name))
            taken = text.take(", ") && date_text::take_rfc850(text, fields);
        else if (text.take(name.substr(0, 3)))
            taken = text.take(", ") ? date_text::take_imf_fixdate(text, fields)
                                    : text.take(" ") && date_text::take_asctime(text, fields);
        else
            continue;
        if (!taken || !text.done()) return std::nullopt;
        break;
    }
    const auto time = fields.time();
    if (!time || std::chrono::weekday{std::chrono::sys_days{fields.date()}} != std::chrono::weekday{weekday})
        return std::nullopt;
    return time;
}

ECR_DECL std::string to_iso8601(timestamp time) {
    const date_text::civil_time civil{time};
    auto text = date_text::write_seconds(civil);
    if (const auto fraction = civil.millisecond % 1000; fraction != 0)
        date_text::append_number(text.append("."), fraction, 3);
    return text += 'Z';
}

}
