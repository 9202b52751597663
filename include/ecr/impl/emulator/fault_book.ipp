#pragma once

#include <ecr/emulator/fault_book.hpp>

#include <stdexcept>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] constexpr bool concerns_connections(fault_kind kind) noexcept {
    return kind == fault_kind::slow_accept || kind == fault_kind::refuse_connection ||
           kind == fault_kind::refuse_tls;
}

ECR_DECL void check_rule(const fault_rule& rule) {
    const auto require = [](bool holds, const std::string& problem) {
        if (!holds) throw std::invalid_argument("fault rule: " + problem);
    };
    const auto kind = rule.kind.known();
    require(kind.has_value(), "kind is '" + std::string(rule.kind.text()) + "', which is unknown");
    require(!concerns_connections(*kind) || !rule.operation, "a fault of connections has no operation");
    require(rule.after.value_or(0) >= 0, "after is negative");
    require(rule.count.value_or(1) >= 1, "count is less than 1");
    const auto probability = rule.probability.value_or(1);
    require(probability >= 0 && probability <= 1, "probability is not between 0 and 1");
    const auto status = rule.status.value_or(400);
    require(status >= 400 && status <= 599, "status is not between 400 and 599");
    // Beyond a hundred years the clocks would leave the range of dates.
    constexpr std::int64_t longest = std::int64_t{100} * 366 * 86400 * 1000;
    const auto time = rule.milliseconds.value_or(0);
    require(time >= (kind == fault_kind::clock_skew ? -longest : 0) && time <= longest,
            "milliseconds is out of range");
    const bool timed =
        kind == fault_kind::delay || kind == fault_kind::clock_skew || kind == fault_kind::slow_accept;
    require(!timed || rule.milliseconds.has_value(), "milliseconds is missing");
}

ECR_DECL void fault_book::add(const std::vector<fault_rule>& rules) {
    for (const auto& rule : rules) check_rule(rule);
    const std::lock_guard lock(mutex_);
    for (const auto& rule : rules) entries_.push_back({.rule = rule});
}

ECR_DECL void fault_book::add_json(std::string_view text) {
    const auto read = from_json<fault_rules>(text, as_result);
    if (read.has_error()) throw std::invalid_argument("fault rules: " + std::string(read.error().message()));
    add(read->faults);
}

ECR_DECL void fault_book::clear() {
    const std::lock_guard lock(mutex_);
    entries_.clear();
}

ECR_DECL std::vector<fault_rule> fault_book::rules() const {
    const std::lock_guard lock(mutex_);
    std::vector<fault_rule> left;
    for (const auto& each : entries_) left.push_back(each.rule);
    return left;
}

template <class Concerns>
std::vector<fault_rule> fault_book::strike_where(Concerns concerns) {
    const std::lock_guard lock(mutex_);
    std::vector<fault_rule> struck;
    for (auto& each : entries_) {
        if (!concerns(each.rule) || each.seen++ < each.rule.after.value_or(0)) continue;
        // The distributions of the standard library differ between implementations; the engine does not.
        const auto drawn = static_cast<double>(dice_() >> 11U) * 0x1p-53;
        if (drawn >= each.rule.probability.value_or(1)) continue;
        ++each.struck;
        struck.push_back(each.rule);
    }
    std::erase_if(entries_,
                  [](const entry& each) { return each.rule.count && each.struck >= *each.rule.count; });
    return struck;
}

ECR_DECL std::vector<fault_rule> fault_book::strike(std::string_view operation) {
    return strike_where([&](const fault_rule& rule) {
        const bool here = !rule.operation || *rule.operation == operation;
        return here && !concerns_connections(rule.kind.value_or(fault_kind::error));
    });
}

ECR_DECL std::vector<fault_rule> fault_book::strike_connection() {
    return strike_where(
        [](const fault_rule& rule) { return concerns_connections(rule.kind.value_or(fault_kind::error)); });
}

}
