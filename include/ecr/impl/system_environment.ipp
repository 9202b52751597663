#pragma once

#include <ecr/detail/file_io.hpp>
#include <ecr/detail/on_strand.hpp>
#include <ecr/system_environment.hpp>

#include <cstdlib>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

// Getting off the caller's executor goes through a strand of the other, the one way that may be cancelled.
class process_environment final : public environment {
public:
    explicit process_environment(std::optional<boost::asio::any_io_executor> file_executor)
        : file_executor_(std::move(file_executor)) {}

    [[nodiscard]] std::optional<std::string> variable(std::string_view name) const override {
        const char* value = std::getenv(std::string(name).c_str());
        if (value == nullptr) return std::nullopt;
        return value;
    }

    [[nodiscard]] boost::asio::awaitable<file_content> read_file(std::string path) override {
        return elsewhere(read_whole_file(std::move(path)));
    }

    [[nodiscard]] boost::asio::awaitable<boost::system::error_code> write_file(std::string path,
                                                                               secret text) override {
        return elsewhere(replace_file(std::move(path), std::move(text)));
    }

private:
    template <class T>
    boost::asio::awaitable<T> elsewhere(boost::asio::awaitable<T> work) const {
        if (!file_executor_) return work;
        return on_strand(connection_strand(*file_executor_), std::move(work));
    }

    std::optional<boost::asio::any_io_executor> file_executor_;
};

}

namespace ecr::inline ECR_ABI {

ECR_DECL std::shared_ptr<environment>
system_environment(std::optional<boost::asio::any_io_executor> file_executor) {
    return std::make_shared<detail::process_environment>(std::move(file_executor));
}

}
