#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The way to a member, put together from the inside out while a failed walk returns.
class member_path {
public:
    /// Always false, so that a failing step is one return statement.
    bool fail_in(std::string_view member) { return prepend(member); }
    bool fail_at(std::size_t index) { return prepend("[" + std::to_string(index) + "]"); }

    const std::string& text() const noexcept { return text_; }

private:
    bool prepend(std::string_view step) {
        if (!text_.empty() && text_.front() != '[') text_.insert(0, ".");
        text_.insert(0, step);
        return false;
    }

    std::string text_{};
};

}
