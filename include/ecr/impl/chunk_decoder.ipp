#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/chunk_decoder.hpp>
#include <ecr/detail/http_syntax.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL chunk_decoder::taken chunk_decoder::take(std::string_view bytes) noexcept {
    std::size_t at = 0;
    while (at != bytes.size() && !done() && !failed()) {
        if (state_ != state::data) {
            framing(bytes[at++]);
            continue;
        }
        const auto data =
            bytes.substr(at, static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size())));
        remaining_ -= data.size();
        if (remaining_ == 0) state_ = state::data_end;
        return {at + data.size(), data};
    }
    return {at, {}};
}

ECR_DECL void chunk_decoder::framing(char c) noexcept {
    if (++line_ > max_line_) {
        problem_ = "the extensions of a chunk or the trailers are too long";
        return;
    }
    switch (state_) {
    case state::size_begin:
    case state::size:
        return size_digit(c);
    case state::extension:
        return size_line(c);
    case state::size_end:
        line_ = 0;
        return expect(c, '\n', remaining_ == 0 ? state::trailer_begin : state::data);
    case state::data_end:
        return expect(c, '\r', state::data_line_end);
    case state::data_line_end:
        line_ = 0;
        return expect(c, '\n', state::size_begin);
    default:
        return trailer(c);
    }
}

ECR_DECL void chunk_decoder::size_digit(char c) noexcept {
    if (!is_hex_digit(c)) {
        const bool ends = state_ == state::size && (c == ';' || c == ' ' || c == '\t' || c == '\r');
        if (ends) return size_line(c);
        problem_ = "the size of a chunk is not a number";
        return;
    }
    if (remaining_ >> 60 != 0) {
        problem_ = "the size of a chunk is beyond all bounds";
        return;
    }
    const auto value = is_digit(c) ? c - '0' : to_lower(c) - 'a' + 10;
    remaining_ = remaining_ << 4 | static_cast<std::uint64_t>(value);
    state_ = state::size;
}

// Extensions are not looked into: nothing that they can say changes where the chunk ends.
ECR_DECL void chunk_decoder::size_line(char c) noexcept {
    state_ = c == '\r' ? state::size_end : state::extension;
    if (is_control(c) && c != '\r' && c != '\t')
        problem_ = "a chunk has a control character in its extensions";
}

ECR_DECL void chunk_decoder::trailer(char c) noexcept {
    switch (state_) {
    case state::trailer_begin:
        if (c == '\r') {
            state_ = state::last_line_end;
            return;
        }
        [[fallthrough]];
    case state::trailer_name:
        if (!token_characters.has(c) && (c != ':' || state_ == state::trailer_begin))
            problem_ = "a trailer is not a header";
        state_ = c == ':' ? state::trailer_value : state::trailer_name;
        return;
    case state::trailer_value:
        if (c == '\r')
            state_ = state::trailer_end;
        else if (is_control(c) && c != '\t')
            problem_ = "a trailer has a control character in its value";
        return;
    case state::trailer_end:
        return expect(c, '\n', state::trailer_begin);
    default:
        return expect(c, '\n', state::done);
    }
}

ECR_DECL void chunk_decoder::expect(char c, char expected, state next) noexcept {
    if (c == expected)
        state_ = next;
    else
        problem_ = "a chunk does not end where its size says, or a line without CR LF";
}

}
