#pragma once

#include <ecr/detail/config.hpp>

#include <boost/json/basic_parser_impl.hpp>

#include <cstddef>

namespace ecr::inline ECR_ABI::detail {

/// Boost.JSON's parser, safe wherever its text lies.
///
/// The parser takes its own address for the mark of an unfinished text, so text that ends just where the
/// parser begins, such as a buffer declared before it, is misread. The byte in front keeps other objects from
/// ending there; see `a_text_that_ends_where_the_reader_begins_is_read` in tests/unit/json_read.cpp.
template <class Handler>
class json_parser {
public:
    template <class... Arguments>
    explicit json_parser(const boost::json::parse_options& options, Arguments&&... arguments)
        : parser_(options, static_cast<Arguments&&>(arguments)...) {}

    std::size_t write_some(bool more, const char* text, std::size_t size, boost::system::error_code& ec) {
        return parser_.write_some(more, text, size, ec);
    }
    bool done() const noexcept { return parser_.done(); }
    Handler& handler() noexcept { return parser_.handler(); }

private:
    [[maybe_unused]] std::byte in_front_{};
    boost::json::basic_parser<Handler> parser_;
};

}
