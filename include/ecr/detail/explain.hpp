#pragma once

#include <ecr/detail/call_input.hpp>
#include <ecr/explanation.hpp>

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace ecr::inline ECR_ABI::detail {

class call_core;

/// The settings of one view of a client, where they are from, and the credentials that it would sign with.
[[nodiscard]] ECR_DECL boost::asio::awaitable<explanation>
explain(std::shared_ptr<call_core> core, std::shared_ptr<const call_overrides> changed);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/explain.ipp>
#endif
