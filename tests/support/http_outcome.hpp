#pragma once

#include <ecr/detail/http_reader.hpp>

#include <algorithm>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace support {

/// Everything that reading a response can tell.
struct http_outcome {
    int heads = 0;
    int status = 0;
    unsigned version = 0;
    bool promises_keep_alive = false;
    std::optional<std::uint64_t> content_length{};
    std::vector<std::pair<std::string, std::string>> headers{};
    std::string body{};
    /// Of a complete response, how many bytes it had.
    std::size_t used = 0;
    bool done = false;
    bool keep_alive = false;
    ecr::detail::http_defect defect{};
    std::string message{};

    friend bool operator==(const http_outcome&, const http_outcome&) = default;
    friend std::ostream& operator<<(std::ostream& out, const http_outcome& o) {
        out << o.heads << " heads, status " << o.status << ", version " << o.version;
        if (o.content_length) out << ", length " << *o.content_length;
        for (const auto& [name, value] : o.headers) out << ", <" << name << ": " << value << '>';
        return out << ", body <" << o.body << ">, used " << o.used << ", done " << o.done << ", keep-alive "
                   << o.promises_keep_alive << o.keep_alive << ", defect " << static_cast<int>(o.defect)
                   << ' ' << o.message;
    }
};

class http_recorder final : public ecr::response_sink {
public:
    explicit http_recorder(http_outcome& outcome)
        : outcome_(outcome) {}

    void head(const ecr::http_head& head) override {
        ++outcome_.heads;
        outcome_.status = head.status;
        outcome_.version = head.version;
        outcome_.promises_keep_alive = head.keep_alive;
        outcome_.content_length = head.content_length;
        for (const auto& [name, value] : head.headers) outcome_.headers.emplace_back(name, value);
    }
    bool body(std::string_view piece) override {
        outcome_.body += piece;
        return true;
    }

private:
    http_outcome& outcome_;
};

/// Reads a text that arrives in the pieces which `cut` chooses, each the number of bytes at the front of the
/// rest, and ends the connection. Each piece is gone before the next one comes.
template <class Cut>
http_outcome read_http(std::string_view text, Cut cut, const ecr::response_limits& limits = {}) {
    http_outcome outcome;
    http_recorder sink(outcome);
    ecr::detail::http_reader reader(sink, limits);
    std::size_t used = 0;
    while (!text.empty()) {
        const auto size = std::clamp<std::size_t>(cut(text), 1, text.size());
        const std::vector<char> piece(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(size));
        used += reader.write({piece.data(), piece.size()});
        text.remove_prefix(size);
    }
    reader.finish();
    outcome.done = reader.done();
    outcome.used = outcome.done ? used : 0;
    outcome.keep_alive = reader.keep_alive();
    outcome.defect = reader.failure().defect;
    outcome.message = reader.failure().message;
    return outcome;
}

}
