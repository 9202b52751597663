#pragma once

#include <ecr/detail/json_document.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/detail/token_renewal.hpp>
#include <ecr/environment.hpp>
#include <ecr/timestamp.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// A file with a token that the command line tool of AWS has left, and that is replaced when the token is
/// renewed; other processes do the same. For any thread.
class token_file {
public:
    /// `expiration` names the member that says when the token ends.
    token_file(std::shared_ptr<environment> world, std::string path, std::string expiration)
        : world_(std::move(world))
        , path_(std::move(path))
        , expiration_(std::move(expiration)) {}

    /// The file as it stands, or what was renewed here if that lasts longer.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<or_refusal<json_document>> read();
    /// The same if it has not ended by `now`.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<std::optional<json_document>> read_good(timestamp now);
    /// The same a little later, when another process may have renewed it.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<std::optional<json_document>> read_again(timestamp now);
    /// Replaces the file; if that fails, what was renewed lives on here.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<void> write(const json_document& renewed);

    [[nodiscard]] ECR_DECL std::optional<timestamp> end_of(const json_document& document) const;
    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    [[nodiscard]] token_renewal& renewal() noexcept { return *renewal_; }

private:
    const std::shared_ptr<environment> world_;
    const std::string path_;
    const std::string expiration_;
    std::mutex mutex_{};
    secret renewed_{};
    const std::shared_ptr<token_renewal> renewal_ = std::make_shared<token_renewal>();
};

/// The name of a file of SSO, and of a file of `aws login`.
[[nodiscard]] ECR_DECL std::string sso_file_name(std::string_view session_or_start_url);
[[nodiscard]] ECR_DECL std::string login_file_name(std::string_view session);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/token_file.ipp>
#endif
