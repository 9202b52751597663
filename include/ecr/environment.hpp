#pragma once

#include <ecr/secret.hpp>
#include <ecr/time_source.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// The text of a file; failed when `error` is set.
struct file_content {
    boost::system::error_code error{};
    secret text{};

    /// Whether there is no such file, which most readers take for an empty one.
    [[nodiscard]] ECR_DECL bool missing() const noexcept;
};

/// The world that configuration and credentials are read from: implement it, or use `memory_environment`, to
/// give each client a world of its own.
///
/// It may be asked from several threads at the same time.
class environment {
public:
    virtual ~environment() = default;
    environment(const environment&) = delete;
    environment& operator=(const environment&) = delete;

    /// The value of a variable as it stands, nothing if it is not set.
    [[nodiscard]] virtual std::optional<std::string> variable(std::string_view name) const = 0;

    /// The folder that `~` stands for, empty if it cannot be told: HOME, or USERPROFILE, or HOMEDRIVE with
    /// HOMEPATH.
    [[nodiscard]] ECR_DECL virtual std::string home() const;

    /// The whole of a file, of 16 MiB at most. Failure is reported, only cancellation is thrown.
    [[nodiscard]] virtual boost::asio::awaitable<file_content> read_file(std::string path) = 0;

    /// Replaces a file in one step, so that a reader sees the old text or the new one; only its owner may
    /// read it. Folders on the way are not made.
    [[nodiscard]] virtual boost::asio::awaitable<boost::system::error_code> write_file(std::string path,
                                                                                       secret text) = 0;

    /// The clocks, waits and dice.
    [[nodiscard]] virtual std::shared_ptr<time_source> time() const { return system_time_source(); }

protected:
    environment() = default;
};

/// The value of a variable; nothing if it is not set, empty or blank, which mean the same.
[[nodiscard]] ECR_DECL std::optional<std::string> nonblank_variable(const environment& world,
                                                                    std::string_view name);

/// The path with the home folder in place of a `~` that is all of it or stands before its first slash.
[[nodiscard]] ECR_DECL std::string expand_home(const environment& world, std::string_view path);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/environment.ipp>
#endif
