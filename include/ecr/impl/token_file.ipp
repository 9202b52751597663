#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/token_file.hpp>
#include <ecr/detail/trimmed.hpp>

#include <openssl/evp.h>

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

inline std::string hex_digest(const EVP_MD* algorithm, std::string_view text) {
    std::array<std::uint8_t, EVP_MAX_MD_SIZE> bytes{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), bytes.data(), &size, algorithm, nullptr) != 1) {
        throw std::runtime_error("OpenSSL cannot hash the name of a token file");
    }
    return hex(std::span<const std::uint8_t>(bytes.data(), size));
}

ECR_DECL std::string sso_file_name(std::string_view session_or_start_url) {
    return hex_digest(EVP_sha1(), session_or_start_url) + ".json";
}

ECR_DECL std::string login_file_name(std::string_view session) {
    return hex_digest(EVP_sha256(), trimmed(session, " \t\r\n")) + ".json";
}

ECR_DECL std::optional<timestamp> token_file::end_of(const json_document& document) const {
    const auto text = document.text(expiration_);
    return text ? parse_timestamp(*text) : std::nullopt;
}

ECR_DECL boost::asio::awaitable<or_refusal<json_document>> token_file::read() {
    auto reading = world_->read_file(path_);
    const auto file = co_await std::move(reading);
    auto found = file.error ? or_refusal<json_document>(refuse("cannot be read: " + file.error.message()))
                            : json_document::read(file.text.reveal());
    if (!file.error && !found) found = refuse("is unusable: " + found.error().reason);
    const std::lock_guard lock(mutex_);
    if (renewed_.empty()) co_return found;
    auto own = json_document::read(renewed_.reveal());
    if (!found || (own && end_of(*own) > end_of(*found))) co_return own;
    co_return found;
}

ECR_DECL boost::asio::awaitable<std::optional<json_document>> token_file::read_good(timestamp now) {
    auto reading = read();
    auto found = co_await std::move(reading);
    if (!found || end_of(*found) <= now) co_return std::nullopt;
    co_return std::move(*found);
}

ECR_DECL boost::asio::awaitable<std::optional<json_document>> token_file::read_again(timestamp now) {
    // Who was faster has its answer by now, but perhaps not written it yet.
    constexpr auto pause = std::chrono::milliseconds(250);
    const auto time = world_->time();
    auto wait = time->wait_until(time->now() + pause);
    co_await std::move(wait);
    auto reading = read_good(now);
    auto found = co_await std::move(reading);
    co_return found;
}

ECR_DECL boost::asio::awaitable<void> token_file::write(const json_document& renewed) {
    secret text(renewed.written());
    {
        const std::lock_guard lock(mutex_);
        renewed_ = text;
    }
    auto writing = world_->write_file(path_, std::move(text));
    // What cannot be written is kept, so nothing is lost for this process.
    static_cast<void>(co_await std::move(writing));
}

}
