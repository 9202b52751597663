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
    got_.reset();
    if (metadata_ != nullptr) *metadata_ = {};
}

ECR_DECL answer::parts& answer::got() {
    if (!got_) got_ = std::make_unique<parts>();
    return *got_;
}

ECR_DECL void answer::head(const http_head& head) {
    got_ = std::make_unique<parts>();
    got_->status = head.status;
    got_->date = parse_http_date(head.header("date"));
    got_->has_age = !head.header("age").empty();
    got_->request_id = head.header("x-amzn-requestid");
    if (got_->request_id.empty()) got_->request_id = head.header("x-amz-request-id");
    if (head.status / 100 == 2) {
        got_->reader.emplace(type_, object_);
    } else {
        got_->retry_after = head.header("x-amz-retry-after");
        got_->error_type = head.header("x-amzn-errortype");
        if (head.status / 100 == 3) got_->location = head.header("location");
    }
    if (metadata_ == nullptr) return;
    for (const header_view& each : head.headers) metadata_->add_header(each.name, each.value);
}

// After a failure the rest is read and dropped, which keeps the connection good.
ECR_DECL bool answer::body(std::string_view piece) {
    constexpr std::size_t longest_error = 256 * 1024;
    parts& all = got();
    if (all.reader) {
        all.reader->write(piece);
    } else {
        all.body.append(piece.substr(0, longest_error - std::min(longest_error, all.body.size())));
    }
    return true;
}

ECR_DECL std::optional<error> answer::failure() {
    parts& all = got();
    if (!all.reader) {
        auto failed = parse_service_error(
            all.status, {.error_type = all.error_type, .request_id = all.request_id}, all.body);
        if (all.status / 100 != 3 || failed.kind() != error_kind::http) return failed;
        return redirected(failed, all.location);
    }
    if (all.reader->finish()) return std::nullopt;
    error_data data;
    data.kind = error_kind::parse;
    data.message = "the answer cannot be read: " + to_string(all.reader->error());
    data.http_status = all.status;
    data.request_id = all.request_id;
    return error(std::move(data));
}

}
