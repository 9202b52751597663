#pragma once

#include <ecr/settings.hpp>

namespace ecr::inline ECR_ABI {

/// Finds out where the shared files of an input are, which are to be read before resolve_settings().
ECR_DECL void find_shared_files(settings_input& input, const load_options& options);

/// Settles every setting without any input or output: code, then variables, then the profile, then defaults.
[[nodiscard]] ECR_DECL settings resolve_settings(const settings_input& input, const load_options& options);

/// Each setting with its value, its source and why no earlier source was taken; prints as a table.
[[nodiscard]] inline explanation explain(const settings_input& input, const load_options& options) {
    return resolve_settings(input, options).explanation;
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/resolve_settings.ipp>
#endif
