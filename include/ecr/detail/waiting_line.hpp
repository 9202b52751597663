#pragma once

#include <ecr/detail/config.hpp>

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// A queue whose members may leave at any time. What one of them is granted stays here until it is claimed,
/// so that it survives when its owner leaves instead. Allocates only when it is longer than ever before.
template <class Waiter, class Grant>
class waiting_line {
    struct member {
        std::optional<Waiter> who{};
        std::optional<Grant> granted{};
        std::list<member>* home = nullptr;
        std::uint64_t number = 0;
    };
    using line = std::list<member>;

public:
    /// A place in the queue. Void, and harmless, once it was claimed or given up.
    class ticket {
        friend waiting_line;
        typename line::iterator at_{};
        std::uint64_t number_ = 0;
    };

    waiting_line() = default;
    waiting_line(const waiting_line&) = delete;
    waiting_line& operator=(const waiting_line&) = delete;

    [[nodiscard]] bool empty() const noexcept { return queued_.empty(); }

    /// How many were granted nothing yet.
    [[nodiscard]] std::size_t size() const noexcept { return queued_.size(); }

    /// True when also nobody has yet to claim.
    [[nodiscard]] bool unused() const noexcept { return queued_.empty() && woken_.empty() && told_.empty(); }

    [[nodiscard]] ticket join(Waiter who) {
        if (spare_.empty()) spare_.emplace_back();
        const auto at = spare_.begin();
        at->who.emplace(std::move(who));
        at->number = ++last_number_;
        move(at, queued_);
        ticket place;
        place.at_ = at;
        place.number_ = at->number;
        return place;
    }

    /// Grants something to the first, who is woken. There must be one.
    void grant(Grant what) noexcept {
        const auto first = queued_.begin();
        first->granted.emplace(std::move(what));
        move(first, woken_);
    }

    /// Calls `change` with every grant that was not claimed.
    template <class Change>
    void each_grant(Change change) {
        for (auto& entry : woken_) change(*entry.granted);
        for (auto& entry : told_) change(*entry.granted);
    }

    [[nodiscard]] bool is_waiting(const ticket& place) const noexcept {
        return is_current(place) && !place.at_->granted;
    }

    /// Ends the membership and hands out the grant: nothing if there is none.
    std::optional<Grant> leave(const ticket& place) noexcept {
        if (!is_current(place)) return std::nullopt;
        auto granted = std::move(place.at_->granted);
        place.at_->granted.reset();
        place.at_->who.reset();
        place.at_->number = 0;
        move(place.at_, spare_);
        return granted;
    }

    /// Who was granted something and does not know it; each is named once, in the order of the grants.
    [[nodiscard]] std::optional<Waiter> next_woken() noexcept {
        if (woken_.empty()) return std::nullopt;
        const auto first = woken_.begin();
        move(first, told_);
        return std::move(first->who);
    }

private:
    // Members are never freed, so a void ticket can still be recognised by its number.
    [[nodiscard]] bool is_current(const ticket& place) const noexcept {
        return place.number_ != 0 && place.at_->number == place.number_;
    }

    void move(typename line::iterator at, line& to) noexcept {
        to.splice(to.end(), at->home == nullptr ? spare_ : *at->home, at);
        at->home = &to;
    }

    line queued_;
    line woken_;
    line told_;
    line spare_;
    std::uint64_t last_number_ = 0;
};

}
