#pragma once

#include <ecr/detail/page_trail.hpp>

#include <algorithm>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::string page_trail::repeated(const std::string& next) const {
    const auto page = "the list would never end: page " + std::to_string(number_);
    if (token_ && next == *token_) return page + " ends with the token that it was asked with";
    if (landmark_number_ == 0 || next != landmark_) return {};
    return page + " ends with the same next token as page " + std::to_string(landmark_number_);
}

ECR_DECL page_step page_trail::arrived(std::optional<std::string> next, std::uint64_t items) {
    page_step step;
    step.asked = token_;
    ++number_;
    if (wanted_) *wanted_ -= std::min(*wanted_, items);
    if (!next || next->empty()) {
        ended_ = true;
        return step;
    }
    step.repeated = repeated(*next);
    if (!step.repeated.empty()) {
        --number_;
        return step;
    }
    if ((number_ & (number_ - 1)) == 0) {
        landmark_ = *next;
        landmark_number_ = number_;
    }
    token_ = *next;
    step.next = std::move(next);
    return step;
}

}
