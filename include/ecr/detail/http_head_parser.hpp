#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/http.hpp>

#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// Beast's parser for the head, which it is given whole: given in pieces, its limits and its errors depend
/// on how the pieces were cut. The body is cut here, where nothing has to be kept for it.
class http_head_parser final : public boost::beast::http::basic_parser<false> {
    using text = boost::beast::string_view;
    using error_code = boost::beast::error_code;
    using field = boost::beast::http::field;

public:
    http_head_parser(std::string& head, std::vector<ecr::header_view>& headers, std::size_t max_headers)
        : head_(head)
        , headers_(headers)
        , max_headers_(max_headers) {
        header_limit(std::numeric_limits<std::uint32_t>::max());
        body_limit(boost::none);
    }

    error_code run() {
        headers_.clear();
        error_code ec;
        put(boost::asio::const_buffer(head_.data(), head_.size()), ec);
        return ec;
    }

    [[nodiscard]] int status() const noexcept { return status_; }
    [[nodiscard]] unsigned version() const noexcept { return version_; }
    [[nodiscard]] bool too_many() const noexcept { return headers_.size() > max_headers_; }
    [[nodiscard]] bool has_body() const noexcept { return status_ != 204 && status_ != 304; }
    /// Transfer codings other than chunked are never asked for, and beside a length it is unclear what
    /// counts.
    [[nodiscard]] bool is_unclear() const {
        return codings_ != 0 && (codings_ != 1 || !only_chunked_ || !chunked() || content_length());
    }

private:
    // Without `override`, which would not compile for the last of them before Boost 1.90; all are pure, so
    // that none can be missed.
    void on_request_impl(boost::beast::http::verb, text, text, int, error_code&) {}
    void on_response_impl(int status, text, int version, error_code&) {
        status_ = status;
        version_ = static_cast<unsigned>(version);
    }
    void on_field_impl(field name, text name_text, text value_text, error_code& ec) {
        ecr::header_view header{{name_text.data(), name_text.size()}, {value_text.data(), value_text.size()}};
        if (!is_in_head(value_text.data())) header.value = kept(header);
        if (name == field::transfer_encoding) {
            ++codings_;
            only_chunked_ = std::ranges::equal(header.value, std::string_view("chunked"), {}, to_lower);
        }
        headers_.push_back(header);
        if (too_many()) ec = boost::beast::http::error::header_limit;
    }
    void on_header_impl(error_code&) {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) {}
    std::size_t on_body_impl(text body, error_code&) { return body.size(); }
    void on_chunk_header_impl(std::uint64_t, text, error_code&) {}
    std::size_t on_chunk_body_impl(std::uint64_t, text body, error_code&) { return body.size(); }
    void on_finish_impl(error_code&) {}
    void on_trailer_field_impl(field, text, text, error_code&) {}

    [[nodiscard]] bool is_in_head(const char* at) const {
        return !std::less<>()(at, head_.data()) && !std::less<>()(head_.data() + head_.size(), at);
    }

    // A value that was folded over several lines was put together in a buffer of the parser; it finds room
    // where its lines were.
    std::string_view kept(const ecr::header_view& header) {
        char* const room = head_.data() + (header.name.data() - head_.data()) + header.name.size() + 1;
        std::memcpy(room, header.value.data(), header.value.size());
        return {room, header.value.size()};
    }

    std::string& head_;
    std::vector<ecr::header_view>& headers_;
    std::size_t max_headers_;
    int status_ = 0;
    unsigned version_ = 0;
    unsigned codings_ = 0;
    bool only_chunked_ = false;
};

}
