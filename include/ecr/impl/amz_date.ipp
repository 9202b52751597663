#pragma once

#include <ecr/detail/amz_date.hpp>

#include <chrono>
#include <cstdint>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL or_refusal<amz_date> to_amz_date(timestamp time) {
    constexpr timestamp first = std::chrono::sys_days(std::chrono::year(0) / 1 / 1);
    constexpr timestamp last = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);
    if (time < first || time >= last) return refuse("signing time is outside the years 0 to 9999");
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    const auto midnight = std::chrono::floor<std::chrono::days>(seconds);
    const std::chrono::year_month_day day(midnight);
    const std::chrono::hh_mm_ss clock(seconds - midnight);

    amz_date text{};
    auto* out = text.data();
    const auto put = [&out](std::int64_t number, int digits) {
        for (int i = digits; i-- > 0; number /= 10) out[i] = static_cast<char>('0' + number % 10);
        out += digits;
    };
    put(static_cast<int>(day.year()), 4);
    put(static_cast<unsigned>(day.month()), 2);
    put(static_cast<unsigned>(day.day()), 2);
    *out++ = 'T';
    put(clock.hours().count(), 2);
    put(clock.minutes().count(), 2);
    put(clock.seconds().count(), 2);
    *out = 'Z';
    return text;
}

}
