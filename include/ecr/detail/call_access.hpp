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

    /// Calls an operation for a part of the library that the user agent tells of.
    template <class Operation>
    static boost::asio::awaitable<result<typename Operation::response_type>>
    call_for(std::string_view feature, const Operation& what, const client& on,
             const typename Operation::request_type& request) {
        auto input = what.encode(on, request);
        input.feature = feature;
        return Operation::call_for_result(on.core_, on.options_, std::move(input));
    }
};

}
