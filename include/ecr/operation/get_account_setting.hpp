#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct get_account_setting_request {
    /// 1 to 64 characters, such as "BASIC_SCAN_TYPE_VERSION", "REGISTRY_POLICY_SCOPE" or "BLOB_MOUNTING".
    std::string name{};
};
ECR_SHAPE(get_account_setting_request, (name, .bounds = &detail::from_1_to_64));

struct get_account_setting_response {
    std::optional<std::string> name{};
    /// Such as "AWS_NATIVE", "V2" or "ENABLED", depending on the setting.
    std::optional<std::string> value{};
};
ECR_SHAPE(get_account_setting_response, (name, .bounds = &detail::from_1_to_64),
          (value, .bounds = &detail::from_1_to_64));

/// Gets the value of one of the account's registry settings.
inline constexpr operation<get_account_setting_request, get_account_setting_response,
                           errors<errc::invalid_parameter, errc::server, errc::validation>>
    get_account_setting{"GetAccountSetting"};
ECR_COMPILED_SHAPES(get_account_setting);

}
