#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/login_answer.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL bool take_login(json_document& token, const json_document& said, timestamp now) {
    constexpr std::string_view names[] = {"accessToken.accessKeyId", "accessToken.secretAccessKey",
                                          "accessToken.sessionToken", "refreshToken"};
    const auto missing = [&](std::string_view name) { return said.text(name).value_or("").empty(); };
    const auto seconds = said.integer("expiresIn").value_or(0);
    if (std::ranges::any_of(names, missing) || seconds <= 0) return false;
    for (const auto name : names) token.set(name, *said.text(name));
    if (!missing("idToken")) token.set("idToken", *said.text("idToken"));
    const auto life = std::chrono::seconds(std::min<std::int64_t>(seconds, 900));
    token.set("accessToken.expiresAt", to_iso8601(std::chrono::floor<std::chrono::seconds>(now) + life));
    return true;
}

}
