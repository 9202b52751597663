#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/get_account_setting.hpp>
#include <ecr/operation/put_account_setting.hpp>

#include <span>

namespace ecr::inline ECR_ABI::emulation {

ECR_DECL get_account_setting_response on_get_account_setting(const handling& on,
                                                             const get_account_setting_request& request);
ECR_DECL put_account_setting_response on_put_account_setting(const handling& on,
                                                             const put_account_setting_request& request);

/// The settings of an account's registry.
ECR_DECL std::span<const route> account_settings_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/account_settings.ipp>
#endif
