#pragma once

#include <ecr/detail/answer.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/service_error.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

// NOLINTNEXTLINE(misc-no-recursion): a shape never contains itself
inline void reset_fields(const shape& type, void* object) {
    for (const field& each : type) {
        void* value = each.in(object);
        if (each.value->reset != nullptr) {
            each.value->reset(value);
        } else {
            reset_fields(*each.value->structure, value);
        }
    }
}

// Following one would send the request, signed for one host, to another. The query may hold secrets.
inline error redirected(const error& failed, std::string_view location) {
    auto parts = failed.data();
    parts.message = "the answer is a redirect, which is never followed";
    const auto shown = location.substr(0, location.find_first_of("?#"));
    if (!shown.empty()) {
        parts.message += ": ";
        append_printable(parts.message, redacted(shown), 256);
    }
    return error(std::move(parts));
}

ECR_DECL void answer::begin() {
    reset_fields(type_, object_);
    reader_.reset();
    status_ = 0;
    has_age_ = false;
    date_.reset();
    for (std::string* text : {&retry_after_, &request_id_, &error_type_, &location_, &body_}) {
        text->clear();
    }
    if (metadata_ != nullptr) *metadata_ = {};
}

ECR_DECL void answer::head(const http_head& head) {
    status_ = head.status;
    date_ = parse_http_date(head.header("date"));
    has_age_ = !head.header("age").empty();
    request_id_ = head.header("x-amzn-requestid");
    if (request_id_.empty()) request_id_ = head.header("x-amz-request-id");
    if (succeeded()) {
        reader_ = std::make_unique<json_reader>(type_, object_);
    } else {
        retry_after_ = head.header("x-amz-retry-after");
        error_type_ = head.header("x-amzn-errortype");
        if (status_ / 100 == 3) location_ = head.header("location");
    }
    if (metadata_ == nullptr) return;
    for (const header_view& each : head.headers) metadata_->add_header(each.name, each.value);
}

// After a failure the rest is read and dropped, which keeps the connection good.
ECR_DECL bool answer::body(std::string_view piece) {
    constexpr std::size_t longest_error = 256 * 1024;
    if (reader_) {
        reader_->write(piece);
    } else {
        body_.append(piece.substr(0, longest_error - std::min(longest_error, body_.size())));
    }
    return true;
}

ECR_DECL std::optional<error> answer::failure() {
    if (!reader_) {
        auto failed =
            parse_service_error(status_, {.error_type = error_type_, .request_id = request_id_}, body_);
        if (status_ / 100 != 3 || failed.kind() != error_kind::http) return failed;
        return redirected(failed, location_);
    }
    if (reader_->finish()) return std::nullopt;
    error_data parts;
    parts.kind = error_kind::parse;
    parts.message = "the answer cannot be read: " + to_string(reader_->error());
    parts.http_status = status_;
    parts.request_id = request_id_;
    return error(std::move(parts));
}

}
