#pragma once

#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator/web_token.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::emulation {

[[nodiscard]] ECR_DECL std::optional<detail::json_document> read_token_part(std::string_view text) {
    const auto bytes = detail::from_base64url(std::string(text));
    if (!bytes) return std::nullopt;
    auto read = detail::json_document::read(*bytes);
    if (!read) return std::nullopt;
    return std::move(*read);
}

ECR_DECL std::optional<web_token> read_web_token(std::string_view text) {
    const auto first = text.find('.');
    const auto last = text.rfind('.');
    if (first == text.npos || first == last || text.find('.', first + 1) != last) return std::nullopt;
    auto header = read_token_part(text.substr(0, first));
    auto claims = read_token_part(text.substr(first + 1, last - first - 1));
    auto signature = detail::from_base64url(std::string(text.substr(last + 1)));
    if (!header || !claims || !signature) return std::nullopt;
    return web_token{.header = *std::move(header),
                     .claims = *std::move(claims),
                     .signed_text = std::string(text.substr(0, last)),
                     .signature = *std::move(signature)};
}

}
