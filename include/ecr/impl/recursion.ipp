#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/recursion.hpp>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL bool is_blank(std::string_view text) noexcept {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

ECR_DECL std::optional<std::string> trace_id_header(std::string_view lambda_function_name,
                                                    std::string_view trace_id) {
    constexpr std::string_view kept = "-._~=;:+&[]{}\"',";
    constexpr std::string_view digits = "0123456789ABCDEF";
    if (is_blank(lambda_function_name) || is_blank(trace_id)) return std::nullopt;

    std::string value;
    for (const char c : trace_id) {
        if (is_alphanumeric(c) || kept.find(c) != std::string_view::npos) {
            value += c;
        } else {
            const auto byte = static_cast<unsigned char>(c);
            value += '%';
            value += digits[byte >> 4];
            value += digits[byte & 15];
        }
    }
    return value;
}

}
