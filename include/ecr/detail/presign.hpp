#pragma once

#include <ecr/detail/call.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/endpoint.hpp>
#include <ecr/presigned_request.hpp>
#include <ecr/result.hpp>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <memory>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL result<presigned_request> presign(sigv4_signer& signer,
                                                         const request_to_presign& request,
                                                         const credentials& keys, timestamp now,
                                                         std::chrono::seconds expires);

[[nodiscard]] ECR_DECL result<presigned_request> presign(sigv4_signer& signer, const call_input& input,
                                                         const endpoint& where, const credentials& keys,
                                                         timestamp now, const presign_options& options);

/// Presigns with the keys, the endpoint and the corrected clock of a client; nothing comes to `nowhere`.
[[nodiscard]] ECR_DECL boost::asio::awaitable<presigned_request>
presign(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed, call_input input,
        call_output nowhere, presign_options options);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/presign.ipp>
#endif
