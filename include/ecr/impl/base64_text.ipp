#pragma once

#include <ecr/detail/base64.hpp>
#include <ecr/detail/base64_text.hpp>

#include <algorithm>
#include <cstddef>
#include <span>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::string to_base64(std::string_view bytes) {
    std::string text(base64_size(bytes.size()), '\0');
    base64_encode(std::as_bytes(std::span(bytes)), text.data());
    return text;
}

ECR_DECL std::optional<std::string> from_base64(std::string_view text) {
    base64_decoder decoder;
    std::vector<std::byte> bytes;
    if (!decoder.write(text, bytes) || !decoder.finish()) return std::nullopt;
    return std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size());
}

ECR_DECL std::string to_base64url(std::string_view bytes) {
    auto text = to_base64(bytes);
    text.resize(text.find_last_not_of('=') + 1);
    std::ranges::replace(text, '+', '-');
    std::ranges::replace(text, '/', '_');
    return text;
}

ECR_DECL std::optional<std::string> from_base64url(std::string text) {
    if (text.find_first_of("+/=") != text.npos) return std::nullopt;
    std::ranges::replace(text, '-', '+');
    std::ranges::replace(text, '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return from_base64(text);
}

}
