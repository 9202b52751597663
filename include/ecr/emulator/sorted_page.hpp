#pragma once

#include <ecr/emulator/paging.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// Where the entry of that key is in a list that is sorted by its keys, or would be.
template <class Entry, class Key>
[[nodiscard]] auto place_of(std::vector<Entry>& entries, std::string_view key, Key key_of) {
    return std::ranges::lower_bound(entries, key, std::less<>(),
                                    [&](const Entry& each) { return std::string_view(key_of(each)); });
}

/// The entry of that key in a list that is sorted by its keys, or null.
template <class Entry, class Key>
[[nodiscard]] Entry* entry_of(std::vector<Entry>& entries, std::string_view key, Key key_of) {
    const auto place = place_of(entries, key, key_of);
    return place != entries.end() && std::string_view(key_of(*place)) == key ? &*place : nullptr;
}

/// Calls `take` with each entry of a sorted list that belongs to the page and that `keep` keeps; the token of
/// the next page if there is one.
template <class Entry, class Key, class Keep, class Take>
[[nodiscard]] std::optional<std::string>
fill_sorted_page(const pager& page, const std::vector<Entry>& entries, Key key_of, Keep keep, Take take) {
    std::size_t taken = 0;
    std::string last;
    for (const Entry& each : entries) {
        const auto& key = key_of(each);
        if (key <= page.after() || !keep(each)) continue;
        if (taken++ == page.size()) return page.token_after(last);
        take(each);
        last = key;
    }
    return std::nullopt;
}

}
