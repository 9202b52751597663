#include "../json_samples.hpp"
#include "answers.hpp"

#include <cctype>
#include <charconv>

namespace bench {

namespace {

constexpr std::string_view date_name = "Date: ";

std::string response(std::string_view status, const std::string& body) {
    std::string text = "HTTP/1.1 ";
    text.append(status).append("\r\nx-amzn-RequestId: 6a9f7a1e-5a3c-4f0e-9d51-0c1f5b7a2d3e\r\n");
    text.append("Content-Type: application/x-amz-json-1.1\r\nContent-Length: ");
    text.append(std::to_string(body.size())).append("\r\n").append(date_name);
    text.append("Thu, 01 Jan 1970 00:00:00 GMT\r\nConnection: keep-alive\r\n\r\n");
    return text + body;
}

std::string refusal(std::string_view code) {
    std::string body = R"({"__type":")";
    body.append(code).append(R"(","message":"refused by the benchmark's server"})");
    return response("400 Bad Request", body);
}

bool is_named(std::string_view line, std::string_view lower_name) noexcept {
    if (line.size() <= lower_name.size() || line[lower_name.size()] != ':') return false;
    for (std::size_t index = 0; index != lower_name.size(); ++index) {
        if (std::tolower(static_cast<unsigned char>(line[index])) != lower_name[index]) return false;
    }
    return true;
}

std::string_view value_of(std::string_view line) noexcept {
    line.remove_prefix(line.find(':') + 1);
    line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
    return line;
}

void read_header(std::string_view line, request_head& head) noexcept {
    if (is_named(line, "content-length")) {
        const std::string_view digits = value_of(line);
        std::from_chars(digits.data(), digits.data() + digits.size(), head.content_length);
    } else if (is_named(line, "x-amz-target")) {
        head.target = value_of(line);
    } else if (is_named(line, "authorization")) {
        head.is_signed = value_of(line).starts_with("AWS4-HMAC-SHA256 Credential=");
    }
}

}

answers::answers()
    : token_(response("200 OK", samples::token_text()))
    , page_(response("200 OK", samples::page_text()))
    , part_(response("200 OK", samples::part_text()))
    , unsigned_(refusal("MissingAuthenticationTokenException"))
    , unknown_(refusal("UnknownOperationException")) {}

const std::string& answers::to(std::string_view target, bool is_signed) const noexcept {
    if (!is_signed) return unsigned_;
    if (target.ends_with(".GetAuthorizationToken")) return token_;
    if (target.ends_with(".DescribeImages")) return page_;
    if (target.ends_with(".UploadLayerPart")) return part_;
    return unknown_;
}

void answers::set_date(std::time_t now) {
    if (now == date_) return;
    date_ = now;
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    const std::size_t size = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    for (std::string* each : {&token_, &page_, &part_, &unsigned_, &unknown_})
        each->replace(each->find(date_name) + date_name.size(), size, text, size);
}

bool read_head(std::string_view text, request_head& head) {
    std::size_t begin = 0;
    for (;;) {
        const std::size_t end = text.find('\n', begin);
        if (end == text.npos) return false;
        if (end - begin <= 1) {
            head.size = end + 1;
            return true;
        }
        read_header(text.substr(begin, end - begin - 1), head);
        begin = end + 1;
    }
}

}
