#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/emulator/reply.hpp>

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <array>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL std::string_view reason_of(int status) noexcept {
    static constexpr std::array<std::pair<int, std::string_view>, 17> reasons{
        {{200, "OK"},
         {202, "Accepted"},
         {206, "Partial Content"},
         {301, "Moved Permanently"},
         {302, "Found"},
         {307, "Temporary Redirect"},
         {400, "Bad Request"},
         {401, "Unauthorized"},
         {403, "Forbidden"},
         {404, "Not Found"},
         {405, "Method Not Allowed"},
         {413, "Content Too Large"},
         {416, "Range Not Satisfiable"},
         {429, "Too Many Requests"},
         {431, "Request Header Fields Too Large"},
         {500, "Internal Server Error"},
         {503, "Service Unavailable"}}};
    for (const auto& [known, reason] : reasons) {
        if (known == status) return reason;
    }
    return "Unnamed";
}

// A line break in a value that came from a request would start a header of its own.
ECR_DECL void append_header(std::string& out, std::string_view name, std::string_view value) {
    out.append(name).append(": ");
    for (const char c : value) out += c == '\r' || c == '\n' || c == '\0' ? ' ' : c;
    out += "\r\n";
}

ECR_DECL std::string head_text(const reply& answer, unsigned version, bool keep_alive) {
    const auto& response = answer.response;
    std::string text = version == 10 ? "HTTP/1.0 " : "HTTP/1.1 ";
    text.append(std::to_string(response.status))
        .append(" ")
        .append(reason_of(response.status))
        .append("\r\n");
    for (const auto& [name, value] : response.headers) append_header(text, name, value);
    if (response.status != 204 && response.status != 304) {
        const auto length = answer.how.announced.value_or(response.body.size());
        append_header(text, "Content-Length", std::to_string(length));
    }
    if (!keep_alive) append_header(text, "Connection", "close");
    if (keep_alive && version == 10) append_header(text, "Connection", "keep-alive");
    return text += "\r\n";
}

ECR_DECL server_response error_response(int status, std::string code, std::string_view message) {
    boost::json::object body;
    body["__type"] = code;
    body["message"] = boost::json::string_view(message.data(), message.size());
    server_response response{.status = status, .body = boost::json::serialize(body), .code = std::move(code)};
    response.headers.emplace_back("Content-Type", "application/x-amz-json-1.1");
    return response;
}

ECR_DECL std::string http_date(std::chrono::sys_seconds time) {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(midnight);
    const std::chrono::hh_mm_ss clock(time - midnight);
    const auto two = [](auto number) {
        const auto digits = std::to_string(number);
        return digits.size() < 2 ? "0" + digits : digits;
    };
    std::string text(days[std::chrono::weekday(midnight).c_encoding()]);
    text.append(", ").append(two(static_cast<unsigned>(date.day()))).append(" ");
    text.append(months[static_cast<unsigned>(date.month()) - 1]).append(" ");
    auto year = std::to_string(static_cast<int>(date.year()));
    text.append(year.size() < 4 ? 4 - year.size() : 0, '0').append(year);
    text.append(" ").append(two(clock.hours().count())).append(":").append(two(clock.minutes().count()));
    return text.append(":").append(two(clock.seconds().count())).append(" GMT");
}

}
