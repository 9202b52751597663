#pragma once

#include <ecr/memory_environment.hpp>

namespace ecr::inline ECR_ABI {

ECR_DECL void memory_environment::set_variable(std::string name, std::string value) {
    const std::lock_guard lock(mutex_);
    variables_.insert_or_assign(std::move(name), std::move(value));
}

ECR_DECL void memory_environment::unset_variable(std::string_view name) {
    const std::lock_guard lock(mutex_);
    if (const auto found = variables_.find(name); found != variables_.end()) variables_.erase(found);
}

ECR_DECL void memory_environment::set_file(std::string path, secret text) {
    const std::lock_guard lock(mutex_);
    files_.insert_or_assign(std::move(path), file_content{.error = {}, .text = std::move(text)});
}

ECR_DECL void memory_environment::remove_file(std::string_view path) {
    const std::lock_guard lock(mutex_);
    if (const auto found = files_.find(path); found != files_.end()) files_.erase(found);
}

ECR_DECL void memory_environment::fail_file(std::string path, boost::system::error_code error) {
    const std::lock_guard lock(mutex_);
    files_.insert_or_assign(std::move(path), file_content{.error = error, .text = {}});
}

ECR_DECL file_content memory_environment::file(std::string_view path) const {
    const std::lock_guard lock(mutex_);
    const auto found = files_.find(path);
    if (found != files_.end()) return found->second;
    return {.error = make_error_code(boost::system::errc::no_such_file_or_directory), .text = {}};
}

ECR_DECL std::optional<std::string> memory_environment::variable(std::string_view name) const {
    const std::lock_guard lock(mutex_);
    const auto found = variables_.find(name);
    if (found == variables_.end()) return std::nullopt;
    return found->second;
}

ECR_DECL boost::asio::awaitable<file_content> memory_environment::read_file(std::string path) {
    co_return file(path);
}

ECR_DECL boost::asio::awaitable<boost::system::error_code> memory_environment::write_file(std::string path,
                                                                                          secret text) {
    const auto before = file(path);
    if (before.error && !before.missing()) co_return before.error;
    set_file(std::move(path), std::move(text));
    co_return boost::system::error_code();
}

ECR_DECL std::shared_ptr<time_source> memory_environment::time() const {
    return time_ ? time_ : environment::time();
}

}
