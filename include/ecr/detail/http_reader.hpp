#pragma once

#include <ecr/detail/chunk_decoder.hpp>
#include <ecr/http.hpp>
#include <ecr/response_limits.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

class http_head_parser;

enum class http_defect : unsigned char {
    none,
    closed_early, // the connection ended before the response
    malformed,    // not HTTP/1, or one that different readers would cut differently
    too_large,    // beyond a limit
    unwanted,     // the sink did not want the rest
};

/// Why a response was given up; the message speaks of sizes and never shows what was received.
struct http_failure {
    http_defect defect = http_defect::none;
    std::string message{};
};

/// Reads responses from the bytes of a connection, in pieces of any size, straight into a sink.
///
/// Interim responses (100, 102, 103) are passed over. The same bytes give the same result however they are
/// cut, and after the first responses nothing is allocated.
class http_reader {
public:
    ECR_DECL explicit http_reader(response_sink& sink, const response_limits& limits = {});
    http_reader(const http_reader&) = delete;
    http_reader& operator=(const http_reader&) = delete;

    /// Begins the next response of the connection.
    ECR_DECL void reset(response_sink& sink);

    /// Reads on; returns how many bytes belonged to the response. Bytes behind it cost the connection.
    ECR_DECL std::size_t write(std::string_view bytes);

    /// Says that the peer has closed the connection; false if the response is incomplete.
    ECR_DECL bool finish();

    [[nodiscard]] bool done() const noexcept { return stage_ == stage::done; }
    [[nodiscard]] bool failed() const noexcept { return stage_ == stage::failed; }
    [[nodiscard]] bool need_more() const noexcept { return !done() && !failed(); }
    /// Whether a byte of the response has arrived.
    [[nodiscard]] bool started() const noexcept { return started_; }
    /// Whether the connection can carry another exchange.
    [[nodiscard]] bool keep_alive() const noexcept { return done() && keep_alive_ && !excess_; }
    [[nodiscard]] const http_failure& failure() const noexcept { return failure_; }

private:
    enum class stage : unsigned char { head, sized, chunked, until_close, done, failed };

    ECR_DECL std::size_t take(std::string_view bytes);
    ECR_DECL std::size_t take_head(std::string_view bytes);
    ECR_DECL bool is_acceptable_so_far();
    ECR_DECL void end_head();
    ECR_DECL void pass_over_interim(int status);
    ECR_DECL void begin_body(const http_head_parser& parser);
    ECR_DECL std::size_t take_sized(std::string_view bytes);
    ECR_DECL std::size_t take_chunked(std::string_view bytes);
    ECR_DECL bool deliver(std::string_view piece);
    ECR_DECL void fail(http_defect defect, std::string message);
    ECR_DECL std::string progress() const;

    response_sink* sink_;
    response_limits limits_;
    std::string head_;
    std::vector<ecr::header_view> headers_;
    std::size_t line_begin_ = 0;
    std::size_t interim_size_ = 0;
    std::uint64_t body_size_ = 0;
    std::uint64_t remaining_ = 0;
    chunk_decoder chunks_;
    http_failure failure_;
    stage stage_ = stage::head;
    bool started_ = false;
    bool keep_alive_ = false;
    bool excess_ = false;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/http_reader.ipp>
#endif
