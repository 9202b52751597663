#pragma once

/// \file
/// Every definition of the library, for the one source file of a separately compiled build, which includes
/// nothing of the library before.

#define ECR_SOURCE

#include <ecr/impl/amz_date.ipp>
#include <ecr/impl/base64.ipp>
#include <ecr/impl/body_pieces.ipp>
#include <ecr/impl/canonical_request.ipp>
#include <ecr/impl/canonical_target.ipp>
#include <ecr/impl/chunk_decoder.ipp>
#include <ecr/impl/conditions.ipp>
#include <ecr/impl/credentials.ipp>
#include <ecr/impl/clock_skew.ipp>
#include <ecr/impl/datetime.ipp>
#include <ecr/impl/endpoint.ipp>
#include <ecr/impl/endpoint_rules.ipp>
#include <ecr/impl/endpoint_url.ipp>
#include <ecr/impl/epoch.ipp>
#include <ecr/impl/error.ipp>
#include <ecr/impl/exception.ipp>
#include <ecr/impl/hmac_sha256.ipp>
#include <ecr/impl/host_name.ipp>
#include <ecr/impl/http_reader.ipp>
#include <ecr/impl/http_writer.ipp>
#include <ecr/impl/json.ipp>
#include <ecr/impl/host_port.ipp>
#include <ecr/impl/ip_address.ipp>
#include <ecr/impl/json_handler.ipp>
#include <ecr/impl/json_read.ipp>
#include <ecr/impl/json_value.ipp>
#include <ecr/impl/json_write.ipp>
#include <ecr/impl/limit.ipp>
#include <ecr/impl/partition.ipp>
#include <ecr/impl/pattern.ipp>
#include <ecr/impl/printable.ipp>
#include <ecr/impl/proxy_rules.ipp>
#include <ecr/impl/recursion.ipp>
#include <ecr/impl/registry_host.ipp>
#include <ecr/impl/response_metadata.ipp>
#include <ecr/impl/secret.ipp>
#include <ecr/impl/service_error.ipp>
#include <ecr/impl/sha256.ipp>
#include <ecr/impl/secret.ipp>
#include <ecr/impl/shape.ipp>
#include <ecr/impl/signing_key.ipp>
#include <ecr/impl/sigv4.ipp>
#include <ecr/impl/sigv4_request.ipp>
#include <ecr/impl/uri.ipp>
#include <ecr/impl/user_agent.ipp>
#include <ecr/impl/utf8.ipp>
#include <ecr/impl/validation.ipp>
#include <ecr/operations.hpp>
#include <ecr/impl/operation_traits.ipp>
#include <ecr/impl/retry.ipp>
