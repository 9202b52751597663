#pragma once

#include <ecr/environment.hpp>

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI {

/// Variables and files that a program holds itself, for tests and for clients that share no settings.
///
/// Any thread may change it at any time.
class memory_environment : public environment {
public:
    /// Its clock is the system's unless another is given.
    explicit memory_environment(std::shared_ptr<time_source> time = nullptr)
        : time_(std::move(time)) {}

    ECR_DECL void set_variable(std::string name, std::string value);
    ECR_DECL void unset_variable(std::string_view name);
    ECR_DECL void set_file(std::string path, secret text);
    ECR_DECL void remove_file(std::string_view path);
    /// Reading and writing the file fail like this until it is set again.
    ECR_DECL void fail_file(std::string path, boost::system::error_code error);

    /// What a file holds now, for tests of what writes files.
    [[nodiscard]] ECR_DECL file_content file(std::string_view path) const;

    [[nodiscard]] ECR_DECL std::optional<std::string> variable(std::string_view name) const override;
    [[nodiscard]] ECR_DECL boost::asio::awaitable<file_content> read_file(std::string path) override;
    [[nodiscard]] ECR_DECL boost::asio::awaitable<boost::system::error_code> write_file(std::string path,
                                                                                        secret text) override;
    [[nodiscard]] ECR_DECL std::shared_ptr<time_source> time() const override;

private:
    mutable std::mutex mutex_;
    std::map<std::string, std::string, std::less<>> variables_;
    std::map<std::string, file_content, std::less<>> files_;
    std::shared_ptr<time_source> time_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/memory_environment.ipp>
#endif
