// The floor: bytes that were signed before are sent, and the bytes of the answers are counted.

#include "../harness.hpp"
#include "load.hpp"
#include "signed_request.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>
#include <vector>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

void check(const error_code& error) {
    bench::ensure(!error, error.message());
}

/// What the connections of one contestant share.
struct shared_state {
    explicit shared_state(const bench::workload& chosen)
        : peer(asio::ip::address_v4::loopback(), chosen.port)
        , request(bench::signed_request(chosen))
        , is_small(chosen.what == bench::call::token) {}

    asio::io_context context{1};
    asio::ssl::context tls{asio::ssl::context::tls_client};
    tcp::endpoint peer;
    std::string request;
    bool is_small;                     // the answer
    std::array<char, 64 * 1024> space; // of every plain connection that is about to read
    std::size_t calls_left = 0;
};

/// How much of the answer is missing, from the piece that holds its head.
std::size_t answer_size(std::string_view piece) {
    constexpr std::string_view name = "\r\nContent-Length: ";
    const std::size_t length = piece.find(name);
    const std::size_t end = piece.find("\r\n\r\n");
    bench::ensure(piece.starts_with("HTTP/1.1 200 ") && length < end && end != piece.npos,
                  "to read the head of an answer");
    std::size_t size = 0;
    std::from_chars(piece.data() + length + name.size(), piece.data() + end, size);
    return end + 4 + size;
}

template <class Stream>
class connection {
    static constexpr bool is_tls = !std::is_same_v<Stream, tcp::socket>;

public:
    template <class... More>
    explicit connection(shared_state& shared, More&... more)
        : shared_(shared)
        , stream_(shared.context, more...) {
        stream_.lowest_layer().connect(shared.peer);
        stream_.lowest_layer().set_option(tcp::no_delay(true));
        if constexpr (is_tls) {
            stream_.handshake(asio::ssl::stream_base::client);
            space_.resize(shared.is_small ? 4 * 1024 : 16 * 1024);
        }
        stream_.lowest_layer().non_blocking(true);
    }

    void call() {
        if (shared_.calls_left == 0) return;
        --shared_.calls_left;
        asio::async_write(stream_, asio::buffer(shared_.request),
                          [this](const error_code& error, std::size_t) {
                              check(error);
                              receive();
                          });
    }

private:
    void receive() {
        if constexpr (is_tls) {
            stream_.async_read_some(asio::buffer(space_), [this](const error_code& error, std::size_t size) {
                check(error);
                take({space_.data(), size});
            });
        } else {
            // Once there is something to read, the space is needed only for a moment, and one will do for
            // all.
            stream_.async_wait(tcp::socket::wait_read, [this](const error_code& error) {
                check(error);
                const std::size_t size = stream_.read_some(asio::buffer(shared_.space));
                take({shared_.space.data(), size});
            });
        }
    }

    void take(std::string_view piece) {
        if (left_ == 0) left_ = answer_size(piece);
        bench::ensure(piece.size() <= left_, "to read an answer: it is longer than its head says");
        left_ -= piece.size();
        if (left_ == 0) {
            call();
        } else {
            receive();
        }
    }

    shared_state& shared_;
    Stream stream_;
    std::vector<char> space_{};
    std::size_t left_ = 0;
};

template <class Stream>
class raw final : public bench::load {
public:
    explicit raw(const bench::workload& chosen)
        : shared_(chosen) {
        constexpr bool is_tls = !std::is_same_v<Stream, tcp::socket>;
        if constexpr (is_tls) {
            shared_.tls.load_verify_file(chosen.ca_file);
            shared_.tls.set_verify_mode(asio::ssl::verify_peer);
            shared_.tls.set_verify_callback(asio::ssl::host_name_verification("127.0.0.1"));
        }
        for (std::size_t index = 0; index != chosen.concurrency; ++index) {
            if constexpr (is_tls) {
                connections_.push_back(std::make_unique<connection<Stream>>(shared_, shared_.tls));
            } else {
                connections_.push_back(std::make_unique<connection<Stream>>(shared_));
            }
        }
    }

    void run(std::size_t calls) override {
        shared_.calls_left = calls;
        for (const auto& each : connections_) each->call();
        shared_.context.restart();
        shared_.context.run();
    }

private:
    shared_state shared_;
    std::vector<std::unique_ptr<connection<Stream>>> connections_{};
};

}

std::unique_ptr<bench::load> bench::make_load(const workload& chosen) {
    if (chosen.tls) return std::make_unique<raw<asio::ssl::stream<tcp::socket>>>(chosen);
    return std::make_unique<raw<tcp::socket>>(chosen);
}
