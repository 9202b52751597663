#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/detail/hex.hpp>
#include <ecr/detail/page_cursor.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/json.hpp>

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// A cursor of ours, inside its prefix and base64.
struct cursor_text {
    std::string operation{};
    std::string request{};
    std::optional<std::string> next_token{};
    std::optional<std::vector<std::int64_t>> taken{};
    std::optional<bool> rest_taken{};
};
ECR_SHAPE(cursor_text, operation, request, next_token, taken, rest_taken);

/// A resume token of boto3, inside its base64.
struct boto_cursor_text {
    std::optional<std::string> next_token{};
    std::optional<std::int64_t> boto_truncate_amount{};
};
ECR_SHAPE(boto_cursor_text, next_token, (boto_truncate_amount, .wire = "boto_truncate_amount"));

// No token of the service begins so, as far as is known; the number is the version of what follows.
inline constexpr std::string_view cursor_prefix{"ecr-cursor-1:"};

inline error bad_cursor(std::string message) {
    error_data parts;
    parts.kind = error_kind::validation;
    parts.message = "page_options::starting_token: " + std::move(message);
    return error(std::move(parts));
}

inline result<page_cursor> read_own_cursor(std::string_view text, std::string_view operation,
                                           std::string_view fingerprint) {
    const auto json = from_base64(text);
    if (!json) return bad_cursor("the cursor is damaged");
    auto parsed = from_json<cursor_text>(*json, as_result);
    const auto negative = [](std::int64_t each) { return each < 0; };
    if (!parsed || !parsed->taken || parsed->taken->size() > most_lists ||
        std::ranges::any_of(*parsed->taken, negative))
        return bad_cursor("the cursor is damaged");
    if (parsed->operation != operation)
        return bad_cursor("the cursor belongs to " + parsed->operation + ", not to " +
                          std::string(operation));
    if (parsed->request != fingerprint)
        return bad_cursor("the cursor belongs to another request of " + std::string(operation));
    page_cursor cursor{.token = std::move(parsed->next_token), .taken = {}, .rest_taken = {}};
    std::ranges::transform(*parsed->taken, cursor.taken.begin(),
                           [](std::int64_t each) { return static_cast<std::uint64_t>(each); });
    cursor.rest_taken = parsed->rest_taken.value_or(false);
    return cursor;
}

inline std::optional<page_cursor> read_boto_cursor(std::string_view text) {
    const auto json = from_base64(text);
    if (!json) return std::nullopt;
    auto parsed = from_json<boto_cursor_text>(*json, as_result);
    if (!parsed || (!parsed->next_token && !parsed->boto_truncate_amount)) return std::nullopt;
    const auto amount = parsed->boto_truncate_amount.value_or(0);
    if (amount < 0) return std::nullopt;
    page_cursor cursor;
    cursor.token = std::move(parsed->next_token);
    cursor.taken[0] = static_cast<std::uint64_t>(amount);
    cursor.rest_taken = parsed->boto_truncate_amount.has_value();
    return cursor;
}

ECR_DECL std::string request_fingerprint(std::string_view operation, std::string_view json) {
    sha256 hash;
    hash.update(operation);
    hash.update(std::string_view("\n"));
    hash.update(json);
    // 80 bits: this guards against mistakes, not against attackers.
    return hex(std::span<const std::uint8_t>(hash.finish()).first(10));
}

ECR_DECL std::string write_cursor(const page_cursor& cursor, std::string_view operation,
                                  std::string_view fingerprint) {
    cursor_text parts;
    parts.operation = operation;
    parts.request = fingerprint;
    parts.next_token = cursor.token;
    auto& taken = parts.taken.emplace();
    for (const auto each : cursor.taken) taken.push_back(static_cast<std::int64_t>(each));
    while (!taken.empty() && taken.back() == 0) taken.pop_back();
    if (cursor.rest_taken) parts.rest_taken = true;
    return std::string(cursor_prefix) + to_base64(to_json(parts));
}

ECR_DECL result<page_cursor> read_cursor(std::string_view text, std::string_view operation,
                                         std::string_view fingerprint) {
    if (text.starts_with(cursor_prefix))
        return read_own_cursor(text.substr(cursor_prefix.size()), operation, fingerprint);
    if (text.starts_with("ecr-cursor-"))
        return bad_cursor("the cursor is of another version of this library");
    if (auto cursor = read_boto_cursor(text)) return std::move(*cursor);
    page_cursor cursor;
    if (!text.empty()) cursor.token = text;
    return cursor;
}

}
