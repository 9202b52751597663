#pragma once

#include <ecr/operation.hpp>

namespace ecr::inline ECR_ABI::detail {

/// What makes the request of an operation without calling it.
struct call_access {
    static const std::shared_ptr<call_core>& core(const client& on) noexcept { return on.core_; }
    static const std::shared_ptr<const call_options>& options(const client& on) noexcept {
        return on.options_;
    }

    template <class Operation>
    static call_input encode(const Operation& what, const client& on,
                             const typename Operation::request_type& request) {
        return what.encode(on, request);
    }
};

}
