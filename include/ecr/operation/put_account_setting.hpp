#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/operation.hpp>

#include <optional>
#include <string>

namespace ecr::inline ECR_ABI {

struct put_account_setting_request {
    /// 1 to 64 characters: "BASIC_SCAN_TYPE_VERSION", "REGISTRY_POLICY_SCOPE" or "BLOB_MOUNTING".
    std::string name{};
    /// "AWS_NATIVE" for scan type, "V2" for policy scope, "ENABLED" or "DISABLED" for blob mounting.
    std::string value{};
};
ECR_SHAPE(put_account_setting_request, (name, .bounds = &detail::from_1_to_64), value);

struct put_account_setting_response {
    std::optional<std::string> name{};
    std::optional<std::string> value{};
};
ECR_SHAPE(put_account_setting_response, (name, .bounds = &detail::from_1_to_64), value);

/// Changes one of the account's registry settings.
inline constexpr operation<
    put_account_setting_request, put_account_setting_response,
    errors<errc::invalid_parameter, errc::limit_exceeded, errc::server, errc::validation>>
    put_account_setting{"PutAccountSetting"};
ECR_COMPILED_SHAPES(put_account_setting);

}
