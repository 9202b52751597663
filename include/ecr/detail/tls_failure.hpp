#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/tls_context.hpp>

#include <boost/system/error_code.hpp>

#include <string>

struct x509_store_ctx_st;

namespace ecr::inline ECR_ABI::detail {

/// The words for what OpenSSL has against the certificate that it is looking at, and what to do about it.
[[nodiscard]] ECR_DECL std::string objection_to(x509_store_ctx_st* store);

/// The words for a failed handshake, or for an alert that came after it.
[[nodiscard]] ECR_DECL std::string tls_reason(const boost::system::error_code& error, const tls_facts& facts);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/tls_failure.ipp>
#endif
