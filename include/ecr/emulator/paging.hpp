#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/json.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// One page of a list that is sorted by a key, however the list changes between the pages.
///
/// Tokens are opaque and belong to the operation and the parameters of the page that they came with; others
/// are refused with a `service_fault`.
class pager {
public:
    static constexpr std::size_t usual_size = 100;

    /// `parameters` is everything of the request but its token and its page size.
    pager(std::string_view operation, std::string_view parameters, const std::optional<std::string>& token,
          const std::optional<std::int32_t>& max_results, std::size_t default_size = usual_size);

    /// The key that the page begins after; empty for the first page.
    [[nodiscard]] const std::string& after() const noexcept { return after_; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The token of the page that begins after this key.
    [[nodiscard]] std::string token_after(std::string_view key) const;

private:
    std::string parameters_;
    std::string after_{};
    std::size_t size_;
};

/// The page that a request of this operation asks for.
template <class Operation, class Request>
[[nodiscard]] pager page_of(const Operation& operation, const Request& request,
                            std::size_t default_size = pager::usual_size) {
    Request rest(request);
    rest.next_token.reset();
    rest.max_results.reset();
    return {operation.name(), to_json(rest), request.next_token, request.max_results, default_size};
}

/// Takes the entries of a sorted map that belong to the page; the token of the next page if there is one.
template <class Map, class Keep, class Take>
[[nodiscard]] std::optional<std::string> fill_page(const pager& page, const Map& entries, Keep keep,
                                                   Take take) {
    std::size_t taken = 0;
    std::string_view last;
    for (auto entry = entries.upper_bound(page.after()); entry != entries.end(); ++entry) {
        if (!keep(entry->second)) continue;
        if (taken == page.size()) return page.token_after(last);
        take(entry->second);
        last = entry->first;
        ++taken;
    }
    return std::nullopt;
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/paging.ipp>
#endif
