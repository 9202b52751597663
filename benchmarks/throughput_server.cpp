// Answers signed requests as the service does, so cheaply that the client is the bottleneck, until its
// standard input ends. Prints a port for plain connections, one for TLS, and the file that holds its
// certificate.

#include "harness.hpp"
#include "throughput/answers.hpp"
#include "throughput/certificate.hpp"
#include "throughput/connection.hpp"
#include "throughput/descriptors.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <filesystem>
#include <memory>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

namespace {

using bench::connection;
using bench::ensure;

class server {
public:
    /// Answers nobody until `held` wait for an answer.
    explicit server(std::size_t held)
        : held_(held) {
        watch(STDIN_FILENO, EPOLLIN);
    }

    /// Returns the port.
    std::uint16_t listen(SSL_CTX* tls) {
        const int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        auto* const plain = reinterpret_cast<sockaddr*>(&address);
        socklen_t size = sizeof address;
        ensure(bind(descriptor, plain, size) == 0 && ::listen(descriptor, SOMAXCONN) == 0 &&
                   getsockname(descriptor, plain, &size) == 0,
               "to listen");
        listeners_.push_back({descriptor, tls});
        watch(descriptor, EPOLLIN);
        return ntohs(address.sin_port);
    }

    void run() {
        for (;;) {
            const int count = epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()), -1);
            answers_.set_date(std::time(nullptr));
            for (const epoll_event& each :
                 std::span(events_).first(static_cast<std::size_t>(std::max(count, 0)))) {
                if (each.data.fd == STDIN_FILENO) return;
                react(each.data.fd, each.events);
            }
        }
    }

private:
    struct listener {
        int descriptor;
        SSL_CTX* tls;
    };

    void watch(int descriptor, std::uint32_t events) {
        epoll_event event{};
        event.events = events;
        event.data.fd = descriptor;
        ensure(epoll_ctl(epoll_, EPOLL_CTL_ADD, descriptor, &event) == 0, "to watch a descriptor");
    }

    void react(int descriptor, std::uint32_t events) {
        for (const listener& each : listeners_) {
            if (each.descriptor == descriptor) return accept(each);
        }
        auto& ready = connections_[static_cast<std::size_t>(descriptor)];
        if (!ready) return;
        const bool is_closed = (events & (EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
        if (is_closed || !go_on(*ready)) drop(*ready);
    }

    void accept(const listener& from) {
        for (;;) {
            const int descriptor = accept4(from.descriptor, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
            if (descriptor < 0) return;
            const int yes = 1;
            setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            const auto index = static_cast<std::size_t>(descriptor);
            if (connections_.size() <= index) connections_.resize(index + 1);
            connections_[index] = std::make_unique<connection>(descriptor, from.tls);
            watch(descriptor, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET);
        }
    }

    /// False when the connection is over.
    bool go_on(connection& ready) {
        if (ready.has_rest()) return ready.send_rest() != connection::state::over;
        const connection::state now = ready.read(space_);
        if (now != connection::state::asked) return now != connection::state::over;
        if (held_ == 0) return answer(ready);
        waiting_.push_back(&ready);
        if (waiting_.size() == held_) answer_all();
        return true;
    }

    bool answer(connection& asked) { return asked.answer(asked.choose(answers_)) != connection::state::over; }

    void answer_all() {
        for (connection* each : waiting_) ensure(answer(*each), "to answer a connection that waits");
        waiting_.clear();
    }

    void drop(connection& ended) {
        std::erase(waiting_, &ended);
        connections_[static_cast<std::size_t>(ended.descriptor())].reset();
    }

    const int epoll_ = epoll_create1(EPOLL_CLOEXEC);
    std::size_t held_;
    bench::answers answers_{};
    std::vector<char> space_ = std::vector<char>(256 * 1024);
    std::array<epoll_event, 512> events_{};
    std::vector<listener> listeners_{};
    std::vector<std::unique_ptr<connection>> connections_{};
    std::vector<connection*> waiting_{};
};

}

int main(int argc, char** argv) {
    std::size_t held = 0;
    if (argc == 2) std::from_chars(argv[1], argv[1] + std::strlen(argv[1]), held);
    bench::allow_many_descriptors();
    std::signal(SIGPIPE, SIG_IGN);

    std::string certificate;
    const bench::tls_context tls = bench::self_signed_server(certificate);
    server answering(held);
    const unsigned plain_port = answering.listen(nullptr);
    const unsigned tls_port = answering.listen(tls.get());
    std::printf("%u %u %s\n", plain_port, tls_port, certificate.c_str());
    std::fflush(stdout);
    answering.run();
    std::filesystem::remove(certificate);
}
