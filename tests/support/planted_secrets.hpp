#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/uri.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// Secrets that nothing may show: not as they are, nor encoded, nor half of one.
class planted_secrets {
public:
    /// One that the source is told or has told, so that it may quote it.
    void plant(std::string_view text) {
        if (text.empty() || std::ranges::find(all_, text) != all_.end()) return;
        all_.emplace_back(text);
        plant_untold(text);
    }
    void untell(std::string_view text) { std::erase(all_, text); }
    void plant_untold(std::string_view text) {
        forms_.emplace_back(text);
        forms_.push_back(ecr::detail::percent_encode(text));
        // As part of a longer text it may begin at any byte of a group of three.
        for (std::size_t before = 0; before < 3; ++before) {
            const auto whole = ecr::detail::to_base64(std::string(before, 'x') + std::string(text));
            const auto begin = before == 0 ? 0U : 4U;
            if (whole.size() >= begin + 12) forms_.push_back(whole.substr(begin, whole.size() - begin - 4));
        }
        if (text.size() < 24) return;
        forms_.emplace_back(text.substr(0, text.size() / 2));
        forms_.emplace_back(text.substr(text.size() / 2));
    }

    [[nodiscard]] bool empty() const noexcept { return forms_.empty(); }
    /// The first that a text shows, or empty.
    [[nodiscard]] std::string shown_in(std::string_view text) const {
        for (const auto& each : forms_) {
            if (text.find(each) != text.npos) return each;
        }
        return {};
    }

    /// Those that the source knows.
    [[nodiscard]] const std::vector<std::string>& told() const noexcept { return all_; }

private:
    std::vector<std::string> all_{};
    std::vector<std::string> forms_{};
};

}
