#pragma once

#include <ecr/detail/config.hpp>

#include <boost/system/error_code.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// A child of this process, which is killed and waited for if it is still there at the end.
class child_process {
public:
    child_process() = default;
    ECR_DECL ~child_process();
    child_process(const child_process&) = delete;
    child_process& operator=(const child_process&) = delete;

    /// Starts the program without input; the caller owns the two descriptors, from which its output and its
    /// complaints are read.
    [[nodiscard]] ECR_DECL boost::system::error_code start(const std::vector<std::string>& words);

    /// Its exit code, or the negative number of the signal that ended it; nothing while it runs.
    [[nodiscard]] ECR_DECL std::optional<int> ended();

    [[nodiscard]] int output() const noexcept { return output_; }
    [[nodiscard]] int complaints() const noexcept { return complaints_; }

private:
    int id_ = 0;
    int output_ = -1;
    int complaints_ = -1;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/child_process.ipp>
#endif
