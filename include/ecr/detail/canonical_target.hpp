#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// What Signature Version 4 does to a path; every service but S3 does both.
struct path_rules {
    /// Resolve dot segments and join repeated slashes.
    bool normalize{true};
    /// Escape the path, which is escaped already, once more.
    bool double_encode{true};
};

/// Appends the canonical form of a path that is given as it goes over the wire.
ECR_DECL void append_canonical_path(std::string& out, std::string_view path, path_rules rules);

/// Appends the canonical form of a query that is given as it goes over the wire: a plus sign is a space,
/// `X-Amz-Signature` is left out.
[[nodiscard]] ECR_DECL or_refusal<void> append_canonical_query(std::string& out, std::string_view query);

/// Appends the query in its own order with every name and value in canonical form and without what an earlier
/// signature added to it.
[[nodiscard]] ECR_DECL or_refusal<void> append_unsigned_query(std::string& out, std::string_view query);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/canonical_target.ipp>
#endif
