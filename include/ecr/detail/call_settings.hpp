#pragma once

/// \file
/// Settings of how calls go, each group after those of where they go.

#include <ecr/detail/settings_reader.hpp>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void resolve_retries(settings_reader& reader, settings& into, const load_options& options);
ECR_DECL void resolve_defaults_mode(settings_reader& reader, settings& into, const settings_input& input);
ECR_DECL void resolve_connections(settings_reader& reader, settings& into, const settings_input& input);
ECR_DECL void resolve_identity(settings_reader& reader, settings& into);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/call_settings.ipp>
#endif
