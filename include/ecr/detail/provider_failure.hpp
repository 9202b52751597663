#pragma once

#include <ecr/error.hpp>

#include <exception>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// Why a provider has no keys, in a form that can be handed to several who wait for them.
struct provider_failure {
    error reason{};
    /// It was told nothing to work with.
    bool not_configured = false;

    [[noreturn]] ECR_DECL void raise() const;
};

/// An error of kind `credentials`.
[[nodiscard]] ECR_DECL error credentials_error(std::string message, boost::system::error_code cause = {});

/// Throws that error.
[[noreturn]] ECR_DECL void throw_credentials_error(std::string message);

/// Throws that error as `not_configured`.
[[noreturn]] ECR_DECL void throw_not_configured(std::string message);

/// What was thrown while keys were got, as an error without secrets.
[[nodiscard]] ECR_DECL provider_failure provider_failure_of(std::exception_ptr thrown);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/provider_failure.ipp>
#endif
