#pragma once

/// \file
/// One HTTP exchange as data: what a transport is given and what it hands on.

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/base64.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/error.hpp>
#include <ecr/header_view.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// Text, in which the base64 text of `blob` is made as it is sent: a part of 20 MiB needs no string of 28 MB.
struct request_body {
    std::string_view text{};
    /// Where in the text the blob belongs, at most the size of the text.
    std::size_t blob_at = 0;
    std::span<const std::byte> blob{};

    /// How many bytes are sent.
    [[nodiscard]] std::uint64_t size() const noexcept {
        return std::uint64_t{text.size()} + detail::base64_size(blob.size());
    }
};

struct http_request {
    std::string_view method{"POST"};
    const ecr::endpoint* where = nullptr;
    /// As it is sent, with the prefix of the endpoint's path and percent-encoded.
    std::string_view target{"/"};
    /// All of them and in order, from Host to Authorization, except Content-Length, which is added.
    std::span<const header_view> headers{};
    request_body body{};
    /// When the exchange has to be over, which limit says so, and how long that limit is, for messages.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();
    timeout_kind deadline_kind = timeout_kind::none;
    std::chrono::nanoseconds allowed{};
};

/// Status and headers of a response; they belong to the transport and last as long as the call that shows
/// them.
struct http_head {
    int status = 0;
    /// 10 or 11.
    unsigned version = 11;
    std::span<const header_view> headers{};
    /// Whether the connection can carry another exchange after this one, as far as the head tells.
    bool keep_alive = false;
    /// Absent for a body that comes in chunks or ends with the connection; 0 where there is no body.
    std::optional<std::uint64_t> content_length{};

    /// The value of the first header of this name in any case; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept {
        const auto same = [](char left, char right) {
            return detail::to_lower(left) == detail::to_lower(right);
        };
        const auto found = std::ranges::find_if(
            headers, [&](const header_view& each) { return std::ranges::equal(each.name, name, same); });
        return found == headers.end() ? std::string_view() : found->value;
    }
};

/// Receives a response while it arrives: the head once, then the body in pieces of any size.
class response_sink {
public:
    virtual void head(const http_head& head) = 0;
    /// False when the rest is not wanted, which costs the connection.
    [[nodiscard]] virtual bool body(std::string_view piece) = 0;

protected:
    ~response_sink() = default;
};

}
