#pragma once

#include <ecr/detail/json_parser.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/service_error.hpp>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

namespace error_body {

inline constexpr std::size_t longest_text = 1024;
inline constexpr std::size_t longest_message = 8192; // the service quotes the whole canonical request
inline constexpr std::size_t longest_snippet = 512;

struct members {
    std::string code{};
    std::string type{};
    std::string message{};
    std::string capital_message{};
    std::string error_message{};
    error_details details{};
};

// Collects the members of interest at the top level. Not the reader of shapes: a message that is no string
// must not cost the code, and a hostile body must not cost memory.
class handler {
public:
    static constexpr std::size_t max_array_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_object_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_string_size = std::numeric_limits<std::size_t>::max();
    static constexpr std::size_t max_key_size = std::numeric_limits<std::size_t>::max();

    members found{};
    bool is_object = false;

    bool on_document_begin(boost::system::error_code&) { return true; }
    bool on_document_end(boost::system::error_code&) { return true; }
    bool on_object_begin(boost::system::error_code&) {
        if (depth_ == 0) is_object = true;
        return enter();
    }
    bool on_object_end(std::size_t, boost::system::error_code&) { return leave(); }
    bool on_array_begin(boost::system::error_code&) { return enter(); }
    bool on_array_end(std::size_t, boost::system::error_code&) { return leave(); }

    bool on_key_part(boost::json::string_view part, std::size_t, boost::system::error_code&) {
        append(key_, part, longest_text);
        return true;
    }
    bool on_key(boost::json::string_view part, std::size_t, boost::system::error_code&) {
        append(key_, part, longest_text);
        if (depth_ == 1) name_ = std::exchange(key_, {});
        key_.clear();
        return true;
    }
    bool on_string_part(boost::json::string_view part, std::size_t, boost::system::error_code&) {
        if (depth_ == 1) append(text_, part, longest_message);
        return true;
    }
    bool on_string(boost::json::string_view part, std::size_t, boost::system::error_code&) {
        if (depth_ != 1) return true;
        append(text_, part, longest_message);
        if (std::string* member = member_named(name_)) *member = std::move(text_);
        text_.clear();
        return true;
    }

    bool on_number_part(boost::json::string_view, boost::system::error_code&) { return true; }
    bool on_int64(std::int64_t value, boost::json::string_view, boost::system::error_code&) {
        if (depth_ == 1 && name_ == "lastValidByteReceived") found.details.last_valid_byte_received = value;
        return true;
    }
    bool on_uint64(std::uint64_t, boost::json::string_view, boost::system::error_code&) { return true; }
    bool on_double(double value, boost::json::string_view text, boost::system::error_code& failed) {
        constexpr double exact = 9007199254740992.0;
        if (!(value >= -exact && value <= exact)) return true;
        const auto whole = static_cast<std::int64_t>(value);
        return static_cast<double>(whole) != value || on_int64(whole, text, failed);
    }
    bool on_bool(bool, boost::system::error_code&) { return true; }
    bool on_null(boost::system::error_code&) { return true; }
    bool on_comment_part(boost::json::string_view, boost::system::error_code&) { return true; }
    bool on_comment(boost::json::string_view, boost::system::error_code&) { return true; }

private:
    static void append(std::string& out, boost::json::string_view part, std::size_t limit) {
        out.append(part.data(), std::min(part.size(), limit - out.size()));
    }

    bool enter() {
        ++depth_;
        return true;
    }
    bool leave() {
        --depth_;
        return true;
    }

    std::string* member_named(std::string_view name) {
        if (name == "__type") return &found.type;
        if (name == "code") return &found.code;
        if (name == "message") return &found.message;
        if (name == "Message") return &found.capital_message;
        if (name == "errorMessage") return &found.error_message;
        if (name == "registryId") return &found.details.registry_id.emplace();
        if (name == "repositoryName") return &found.details.repository_name.emplace();
        if (name == "uploadId") return &found.details.upload_id.emplace();
        if (name == "kmsError") return &found.details.kms_error.emplace();
        return nullptr;
    }

    std::size_t depth_ = 0;
    std::string key_{};
    std::string name_{};
    std::string text_{};
};

// The members of a body that is one whole JSON object, or nothing.
inline std::optional<members> read(std::string_view body) {
    boost::json::parse_options options;
    options.allow_invalid_utf8 = true;
    json_parser<handler> parser(options);
    boost::system::error_code failed;
    const std::size_t used = parser.write_some(false, body.data(), body.size(), failed);
    if (failed || used != body.size() || !parser.handler().is_object) return std::nullopt;
    return std::move(parser.handler().found);
}

inline std::string first_filled(std::string& first, std::string& second, std::string& third) {
    if (!first.empty()) return std::move(first);
    return std::move(second.empty() ? third : second);
}

// A code that is longer than this is none.
inline std::string_view code_in(std::string_view text) noexcept {
    return bare_error_code(text).substr(0, longest_text);
}

inline std::string snippet(std::string_view body) {
    std::string out;
    append_printable(out, redacted(body.substr(0, longest_snippet)), longest_snippet);
    return out;
}

inline void take_members(error_data& data, members&& found) {
    if (data.code_text.empty()) data.code_text = code_in(found.code);
    if (data.code_text.empty()) data.code_text = code_in(found.type);
    data.message = redacted(first_filled(found.message, found.capital_message, found.error_message));
    if (found.details != error_details()) data.details = std::move(found.details);
}

}

ECR_DECL std::string_view bare_error_code(std::string_view text) noexcept {
    text = text.substr(0, text.find(':'));
    return text.substr(text.find('#') + 1); // npos + 1 is 0
}

ECR_DECL error parse_service_error(int status, const error_headers& headers, std::string_view body) {
    error_data data;
    data.http_status = status;
    data.request_id = headers.request_id.substr(0, error_body::longest_text);
    data.code_text = error_body::code_in(headers.error_type);
    if (auto found = error_body::read(body)) {
        error_body::take_members(data, std::move(*found));
    } else {
        data.body_snippet = error_body::snippet(body);
    }
    if (data.code_text.empty()) {
        data.kind = error_kind::http;
        data.code_text = std::to_string(status);
        if (data.message.empty())
            data.message = body.empty() ? "answer without a body" : "answer without an error code";
    }
    return error(std::move(data));
}

}
