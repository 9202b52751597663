#pragma once

/// \file
/// Settings of where calls go. Each function reads a group and fills it in.

#include <ecr/detail/settings_reader.hpp>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void resolve_instance_metadata(settings_reader& reader, settings& into);
/// After the metadata service's own settings, as the last place to look is there.
ECR_DECL void resolve_region(settings_reader& reader, settings& into, const settings_input& input,
                             const load_options& options);
/// After the region.
ECR_DECL void resolve_endpoints(settings_reader& reader, settings& into, const load_options& options);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/place_settings.ipp>
#endif
