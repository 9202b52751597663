#pragma once

#include <ecr/detail/file_io.hpp>

#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

#if ECR_POSIX_FILES
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#else
#include <filesystem>
#include <fstream>
#endif

namespace ecr::inline ECR_ABI::detail {

// Grows without leaving copies of a secret behind.
class wiped_text {
public:
    wiped_text() = default;
    wiped_text(const wiped_text&) = delete;
    wiped_text& operator=(const wiped_text&) = delete;
    ~wiped_text() { wipe(text_); }

    [[nodiscard]] char* room(std::size_t size) {
        if (text_.size() < used_ + size) {
            std::string larger(std::max(used_ + size, 2 * text_.size()), '\0');
            std::copy_n(text_.data(), used_, larger.data());
            text_.swap(larger);
            wipe(larger);
        }
        return text_.data() + used_;
    }
    void add(std::size_t size) noexcept { used_ += size; }

    [[nodiscard]] std::size_t size() const noexcept { return used_; }
    [[nodiscard]] secret get() const { return secret(std::string_view(text_.data(), used_)); }

private:
    static void wipe(std::string& text) noexcept { OPENSSL_cleanse(text.data(), text.size()); }

    std::string text_;
    std::size_t used_ = 0;
};

#if ECR_POSIX_FILES

[[nodiscard]] inline boost::system::error_code last_error() noexcept {
    return {errno, boost::system::system_category()};
}

class open_file {
public:
    explicit open_file(int descriptor) noexcept
        : descriptor_(descriptor) {}
    open_file(const open_file&) = delete;
    open_file& operator=(const open_file&) = delete;
    ~open_file() {
        if (descriptor_ != -1) ::close(descriptor_);
    }

    [[nodiscard]] int get() const noexcept { return descriptor_; }

private:
    int descriptor_;
};

// Waits on a copy of the descriptor, as Asio's object closes its own.
[[nodiscard]] inline boost::asio::awaitable<boost::system::error_code> wait_for_data(int descriptor) {
    const auto executor = co_await boost::asio::this_coro::executor;
    boost::system::error_code failure;
    boost::asio::posix::stream_descriptor waiting(executor);
    const int copy = ::fcntl(descriptor, F_DUPFD_CLOEXEC, 0);
    if (copy == -1) co_return last_error();
    waiting.assign(copy, failure);
    if (failure) {
        ::close(copy);
        co_return failure;
    }
    auto token = boost::asio::redirect_error(boost::asio::use_awaitable, failure);
    co_await waiting.async_wait(boost::asio::posix::stream_descriptor::wait_read, token);
    co_return failure;
}

ECR_DECL boost::asio::awaitable<file_content> read_whole_file(std::string path) {
    const auto executor = co_await boost::asio::this_coro::executor;
    file_content content;
    wiped_text text;
    const open_file file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() == -1) content.error = last_error();
    while (!content.error) {
        const auto got = ::read(file.get(), text.room(file_piece), file_piece);
        if (got == 0) break;
        if (got > 0) {
            text.add(static_cast<std::size_t>(got));
            if (text.size() > longest_file)
                content.error = make_error_code(boost::system::errc::file_too_large);
            if (static_cast<std::size_t>(got) == file_piece)
                co_await boost::asio::post(executor, boost::asio::use_awaitable);
        } else if (errno == EAGAIN) {
            const auto failure = co_await wait_for_data(file.get());
            content.error = failure;
        } else if (errno != EINTR) {
            content.error = last_error();
        }
    }
    if (!content.error) content.text = text.get();
    co_return content;
}

[[nodiscard]] inline boost::system::error_code write_all(int descriptor, std::string_view text) noexcept {
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written == -1 && errno != EINTR) return last_error();
        if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0 ? boost::system::error_code() : last_error();
}

// A name of its own for each writer, as two processes may write at once; mkostemp gives it mode 0600.
ECR_DECL boost::asio::awaitable<boost::system::error_code> replace_file(std::string path, secret text) {
    std::string beside = path + ".XXXXXX";
    boost::system::error_code failure;
    {
        const open_file file(::mkostemp(beside.data(), O_CLOEXEC));
        if (file.get() == -1) co_return last_error();
        failure = write_all(file.get(), text.reveal());
    }
    if (!failure && ::rename(beside.c_str(), path.c_str()) != 0) failure = last_error();
    if (failure) ::unlink(beside.c_str());
    co_return failure;
}

#else

ECR_DECL boost::asio::awaitable<file_content> read_whole_file(std::string path) {
    const auto executor = co_await boost::asio::this_coro::executor;
    file_content content;
    wiped_text text;
    std::error_code failure;
    const auto kind = std::filesystem::status(path, failure).type();
    std::ifstream file;
    if (kind == std::filesystem::file_type::not_found) {
        content.error = make_error_code(boost::system::errc::no_such_file_or_directory);
    } else if (kind == std::filesystem::file_type::directory) {
        content.error = make_error_code(boost::system::errc::is_a_directory);
    } else {
        file.open(path, std::ios::binary);
        if (!file) content.error = make_error_code(boost::system::errc::permission_denied);
    }
    while (!content.error && file) {
        file.read(text.room(file_piece), static_cast<std::streamsize>(file_piece));
        text.add(static_cast<std::size_t>(file.gcount()));
        if (text.size() > longest_file) content.error = make_error_code(boost::system::errc::file_too_large);
        if (file) co_await boost::asio::post(executor, boost::asio::use_awaitable);
    }
    if (file.bad()) content.error = make_error_code(boost::system::errc::io_error);
    if (!content.error) content.text = text.get();
    co_return content;
}

ECR_DECL boost::asio::awaitable<boost::system::error_code> replace_file(std::string path, secret text) {
    const auto beside = path + ".new";
    std::ofstream file(beside, std::ios::binary | std::ios::trunc);
    file << text.reveal();
    file.close();
    std::error_code failure;
    if (!file) failure = make_error_code(std::errc::io_error);
    if (!failure) std::filesystem::rename(beside, path, failure);
    if (failure) std::filesystem::remove(beside);
    co_return boost::system::error_code(failure);
}

#endif

}
