#pragma once

#include <ecr/detail/conditions.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/error.hpp>

#include <ostream>
#include <utility>

namespace ecr::inline ECR_ABI {

struct error::state {
    error_data data{};
    std::optional<errc> code{};
    detail::condition_set met{};
};

namespace detail {

// A user name, or the signature in the query of a download URL, must not travel with an error.
inline std::string without_secrets(std::string_view url) {
    url = url.substr(0, url.find_first_of("?#"));
    const std::size_t scheme = url.find("://");
    const std::size_t host = scheme == url.npos ? 0 : scheme + 3;
    const std::string_view authority = url.substr(host, url.find('/', host) - host);
    const std::size_t user = authority.rfind('@');
    if (user == authority.npos) return std::string(url);
    return std::string(url.substr(0, host)).append(url.substr(host + user + 1));
}

inline void append_headline(std::string& out, const error& failure) {
    switch (failure.kind()) {
    case error_kind::service:
        if (failure.code_text().empty()) {
            out += "service error";
        } else {
            append_printable(out, failure.code_text());
        }
        return;
    case error_kind::http:
        out += failure.http_status() == 0 ? "http" : "HTTP " + std::to_string(failure.http_status());
        return;
    case error_kind::timeout:
        if (failure.timeout() != timeout_kind::none) out.append(to_string(failure.timeout())) += ' ';
        out += "timeout";
        return;
    default:
        out += to_string(failure.kind());
    }
}

inline void append_message(std::string& out, const error& failure) {
    constexpr std::size_t longest_quotation = 160;
    if (!failure.message().empty()) append_printable(out += ": ", failure.message());
    if (failure.kind() == error_kind::http && !failure.body_snippet().empty()) {
        append_printable(out += ", it begins with ", failure.body_snippet(), longest_quotation);
    }
    std::string_view before = failure.message().empty() ? ": " : "; ";
    for (const violation& each : failure.violations()) {
        append_printable(out += before, each.path);
        append_printable(out += ' ', each.problem);
        before = "; ";
    }
}

inline void append_circumstances(std::string& out, const error& failure) {
    std::string_view before = " (";
    const auto next = [&]() -> std::string& { return out += std::exchange(before, ", "); };
    if (failure.http_status() != 0 && failure.kind() != error_kind::http) {
        next() += "HTTP " + std::to_string(failure.http_status());
    }
    if (!failure.request_id().empty()) append_printable(next() += "request id ", failure.request_id());
    if (failure.cause().failed()) append_printable(next(), failure.cause().message());
    if (failure.attempts() == 1) next() += "1 attempt";
    if (failure.attempts() > 1) next() += std::to_string(failure.attempts()) + " attempts";
    if (failure.elapsed().count() > 0) {
        const auto rounded = std::chrono::round<std::chrono::milliseconds>(failure.elapsed());
        next() += std::to_string(rounded.count()) + " ms";
    }
    if (!failure.endpoint().empty()) append_printable(next(), failure.endpoint());
    if (failure.possibly_applied()) next() += "an earlier attempt may have been applied";
    if (before == ", ") out += ')';
}

}

ECR_DECL error::error(error_data data) {
    auto made = std::make_shared<state>();
    if (data.kind == error_kind::service) made->code = parse_enum<errc>(data.code_text);
    made->met = detail::conditions_of(data, made->code);
    data.endpoint = detail::without_secrets(data.endpoint);
    made->data = std::move(data);
    state_ = std::move(made);
}

ECR_DECL error_kind error::kind() const noexcept {
    return state_ ? state_->data.kind : error_kind::service;
}
ECR_DECL timeout_kind error::timeout() const noexcept {
    return state_ ? state_->data.timeout : timeout_kind::none;
}
ECR_DECL std::optional<errc> error::code() const noexcept {
    return state_ ? state_->code : std::nullopt;
}
ECR_DECL std::string_view error::code_text() const noexcept {
    return state_ ? std::string_view(state_->data.code_text) : std::string_view();
}
ECR_DECL std::string_view error::message() const noexcept {
    return state_ ? std::string_view(state_->data.message) : std::string_view();
}
ECR_DECL std::string_view error::request_id() const noexcept {
    return state_ ? std::string_view(state_->data.request_id) : std::string_view();
}
ECR_DECL int error::http_status() const noexcept {
    return state_ ? state_->data.http_status : 0;
}
ECR_DECL int error::attempts() const noexcept {
    return state_ ? state_->data.attempts : 0;
}
ECR_DECL std::chrono::nanoseconds error::elapsed() const noexcept {
    return state_ ? state_->data.elapsed : std::chrono::nanoseconds();
}
ECR_DECL std::string_view error::endpoint() const noexcept {
    return state_ ? std::string_view(state_->data.endpoint) : std::string_view();
}
ECR_DECL bool error::possibly_applied() const noexcept {
    return state_ && state_->data.possibly_applied;
}
ECR_DECL boost::system::error_code error::cause() const noexcept {
    return state_ ? state_->data.cause : boost::system::error_code();
}
ECR_DECL const error_details* error::details() const noexcept {
    return state_ && state_->data.details ? &*state_->data.details : nullptr;
}
ECR_DECL std::string_view error::body_snippet() const noexcept {
    return state_ ? std::string_view(state_->data.body_snippet) : std::string_view();
}
ECR_DECL std::span<const violation> error::violations() const noexcept {
    return state_ ? std::span<const violation>(state_->data.violations) : std::span<const violation>();
}
ECR_DECL bool error::is(condition value) const noexcept {
    return state_ && state_->met.has(value);
}
ECR_DECL std::optional<condition> error::primary_condition() const noexcept {
    return state_ ? state_->met.primary() : std::nullopt;
}
ECR_DECL error_data error::data() const {
    return state_ ? state_->data : error_data();
}

ECR_DECL std::string to_string(const error& failure) {
    std::string out;
    detail::append_headline(out, failure);
    detail::append_message(out, failure);
    detail::append_circumstances(out, failure);
    return out;
}

ECR_DECL std::ostream& operator<<(std::ostream& out, const error& failure) {
    return out << to_string(failure);
}

}
