#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/emulator/message.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// A request in JSON for a new token, to services that give those out.
class token_request {
public:
    /// Throws a `protocol_fault` with `refusal` as its code where the text is no object in JSON.
    ECR_DECL token_request(std::string_view text, std::string refusal);

    /// The same where the member is missing, empty or no text.
    [[nodiscard]] ECR_DECL std::string member(std::string_view name) const;

private:
    std::string refusal_;
    detail::json_document members_{};
};

/// An answer in JSON that nobody on the way may keep.
[[nodiscard]] ECR_DECL server_response token_response(std::string body);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/token_exchange.ipp>
#endif
