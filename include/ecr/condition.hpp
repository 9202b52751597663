#pragma once

#include <ecr/detail/enum_names.hpp>

namespace ecr::inline ECR_ABI {

/// Classes of failure, for callers who care about what to do and not about which of many codes came.
///
/// One error may meet several: what is throttled is also transient. Which code meets which is one table, in
/// ecr/detail/conditions.hpp. The texts are `not-found`, `already-exists` and so on.
enum class condition : unsigned char {
    /// The service asks for fewer requests; the same call succeeds later. Also `transient`.
    throttled,
    /// A limit of the account or the registry is reached; waiting does not help, raising the limit does.
    quota,
    /// What the request names does not exist.
    not_found,
    /// What the request creates exists already.
    already_exists,
    /// What the request names is in a state that forbids this, such as a repository that is not empty.
    conflict,
    /// The caller may not do this, or the service does not recognise the caller.
    denied,
    /// The credentials are past their end; new ones are needed. Also `denied`.
    expired_credentials,
    /// The service's clock and this machine's differ by more than a signature may. Also `denied`.
    skewed_clock,
    /// The request, or the configuration of the client, is wrong; the same call fails again.
    invalid,
    /// Something that the service itself uses refused: a KMS key, a secret, an upstream registry.
    dependency,
    /// The same call may succeed if it is made again.
    transient,
    /// A limit of the client passed; `error::timeout()` says which. Also `transient`.
    timed_out,
    /// The caller ended the call.
    cancelled,
};
ECR_ENUM_AS(kebab, "", condition, throttled, quota, not_found, already_exists, conflict, denied,
            expired_credentials, skewed_clock, invalid, dependency, transient, timed_out, cancelled);

}
