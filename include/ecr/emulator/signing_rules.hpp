#pragma once

#include <ecr/emulator/route.hpp>
#include <ecr/operation/delete_signing_configuration.hpp>
#include <ecr/operation/get_signing_configuration.hpp>
#include <ecr/operation/put_signing_configuration.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// The signing profiles whose rules match a repository, each once.
[[nodiscard]] ECR_DECL std::vector<std::string> signing_profiles_of(const registry_settings& settings,
                                                                    std::string_view repository);

ECR_DECL get_signing_configuration_response
on_get_signing_configuration(const handling& on, const get_signing_configuration_request& request);
ECR_DECL put_signing_configuration_response
on_put_signing_configuration(const handling& on, const put_signing_configuration_request& request);
ECR_DECL delete_signing_configuration_response
on_delete_signing_configuration(const handling& on, const delete_signing_configuration_request& request);

/// Which images are signed as they are pushed.
ECR_DECL std::span<const route> signing_rules_routes();

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/signing_rules.ipp>
#endif
