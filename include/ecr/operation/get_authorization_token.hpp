#pragma once

#include <ecr/model/authorization.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>
#include <vector>

namespace ecr::inline ECR_ABI {

struct get_authorization_token_request {
    /// \deprecated One token serves every registry that the caller may use; 1 to 10 accounts.
    std::optional<std::vector<std::string>> registry_ids{};
};
ECR_SHAPE(get_authorization_token_request, registry_ids);

struct get_authorization_token_response {
    /// One entry, or one for each of `registry_ids`.
    std::vector<ecr::authorization_data> authorization_data{};
};
ECR_SHAPE(get_authorization_token_response, authorization_data);

/// Gets the user name and password with which container clients log in.
///
/// A token lasts 12 h and covers every registry that the caller may use, in this region only. Keep it:
/// callers that ask before every pull are throttled.
inline constexpr operation<get_authorization_token_request, get_authorization_token_response,
                           errors<errc::invalid_parameter, errc::server>>
    get_authorization_token{"GetAuthorizationToken"};
ECR_COMPILED_SHAPES(get_authorization_token);

}
