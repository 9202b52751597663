#pragma once

/// \file
/// libcurl's multi interface as a careful program uses it: one event loop over epoll, handles and connections
/// that are used again, headers that are built once.

#include "../harness.hpp"
#include "exchange.hpp"
#include "load.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <curl/curl.h>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace curl {

using bench::ensure;

struct slist {
    slist() = default;
    slist(const slist&) = delete;
    slist& operator=(const slist&) = delete;
    ~slist() { curl_slist_free_all(first); }
    void add(const std::string& line) { first = curl_slist_append(first, line.c_str()); }

    curl_slist* first = nullptr;
};

/// One transfer at a time, with a handle that is used again.
class transfer {
public:
    transfer(const bench::workload& chosen, const slist& headers)
        : handle_(curl_easy_init(), &curl_easy_cleanup) {
        set(CURLOPT_URL, (bench::url_of(chosen) + "/").c_str());
        set(CURLOPT_AWS_SIGV4, (std::string("aws:amz:") + bench::region + ":ecr").c_str());
        set(CURLOPT_USERNAME, bench::access_key_id);
        set(CURLOPT_PASSWORD, bench::secret_access_key);
        set(CURLOPT_HTTPHEADER, headers.first);
        set(CURLOPT_CAINFO, chosen.ca_file.c_str());
        set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
        set(CURLOPT_NOSIGNAL, 1L);
        set(CURLOPT_PRIVATE, this);
        set(CURLOPT_WRITEDATA, &answer_);
        set(CURLOPT_WRITEFUNCTION, &append);
    }

    /// Calls `write` with a string to write the body to.
    template <class Write>
    CURL* begin(Write write) {
        write(body_);
        answer_.clear();
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body_.size()));
        set(CURLOPT_POSTFIELDS, body_.data());
        return handle_.get();
    }

    const std::string& answer() const {
        long status = 0;
        curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
        ensure(status == 200, "to be answered with 200");
        return answer_;
    }

private:
    template <class Value>
    void set(CURLoption option, Value value) {
        ensure(curl_easy_setopt(handle_.get(), option, value) == CURLE_OK, "to set an option of libcurl");
    }

    static std::size_t append(const char* piece, std::size_t size, std::size_t count, std::string* to) {
        to->append(piece, size * count);
        return size * count;
    }

    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle_;
    std::string body_{};
    std::string answer_{};
};

/// Tells libcurl which of its sockets are ready, and when its time is up.
class event_loop {
public:
    event_loop()
        : multi_(curl_multi_init(), &curl_multi_cleanup) {
        curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &watch);
        curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
        curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &set_timer);
        curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
    }
    event_loop(const event_loop&) = delete;
    event_loop& operator=(const event_loop&) = delete;
    ~event_loop() {
        multi_.reset(); // it calls watch()
        close(epoll_);
    }

    void keep(std::size_t connections) {
        curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(connections));
    }
    void add(CURL* handle) {
        ensure(curl_multi_add_handle(multi_.get(), handle) == CURLM_OK, "to begin a transfer");
    }

    /// Waits once and calls `finish` with each transfer that is over.
    template <class Finish>
    void wait(Finish finish) {
        const int count =
            epoll_wait(epoll_, events_.data(), static_cast<int>(events_.size()), milliseconds_left());
        int running = 0;
        for (int index = 0; index < count; ++index) {
            const epoll_event& each = events_[static_cast<std::size_t>(index)];
            const int in = (each.events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0 ? CURL_CSELECT_IN : 0;
            const int out = (each.events & EPOLLOUT) != 0 ? CURL_CSELECT_OUT : 0;
            act(each.data.fd, in | out, running);
        }
        if (due_ && clock::now() >= *due_) {
            due_.reset();
            act(CURL_SOCKET_TIMEOUT, 0, running);
        }
        int more = 0;
        while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &more)) {
            CURL* const handle = message->easy_handle;
            ensure(message->data.result == CURLE_OK, curl_easy_strerror(message->data.result));
            curl_multi_remove_handle(multi_.get(), handle);
            transfer* over = nullptr;
            curl_easy_getinfo(handle, CURLINFO_PRIVATE, &over);
            finish(*over);
        }
    }

private:
    using clock = std::chrono::steady_clock;

    void act(curl_socket_t socket, int events, int& running) {
        curl_multi_socket_action(multi_.get(), socket, events, &running);
    }

    int milliseconds_left() const {
        if (!due_) return -1;
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due_ - clock::now());
        return static_cast<int>(std::max<std::chrono::milliseconds::rep>(left.count(), 0));
    }

    static int watch(CURL*, curl_socket_t socket, int wanted, event_loop* self, void*) {
        if (wanted == CURL_POLL_REMOVE) return epoll_ctl(self->epoll_, EPOLL_CTL_DEL, socket, nullptr), 0;
        epoll_event event{};
        event.events = ((wanted & CURL_POLL_IN) != 0 ? unsigned{EPOLLIN} : 0u) |
                       ((wanted & CURL_POLL_OUT) != 0 ? unsigned{EPOLLOUT} : 0u);
        event.data.fd = socket;
        if (epoll_ctl(self->epoll_, EPOLL_CTL_MOD, socket, &event) != 0 && errno == ENOENT)
            epoll_ctl(self->epoll_, EPOLL_CTL_ADD, socket, &event);
        return 0;
    }
    static int set_timer(CURLM*, long milliseconds, event_loop* self) {
        self->due_.reset();
        if (milliseconds >= 0) self->due_ = clock::now() + std::chrono::milliseconds(milliseconds);
        return 0;
    }

    const int epoll_ = epoll_create1(EPOLL_CLOEXEC);
    std::optional<clock::time_point> due_{};
    std::array<epoll_event, 256> events_{};
    std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)> multi_;
};

}
