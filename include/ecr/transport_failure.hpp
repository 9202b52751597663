#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/error.hpp>

#include <boost/system/error_code.hpp>

#include <string>

namespace ecr::inline ECR_ABI {

/// Why an exchange, or the connection for it, failed.
struct transport_failure {
    error_kind kind = error_kind::connect;
    /// Which limit passed; `none` unless the kind is `timeout`.
    timeout_kind timeout = timeout_kind::none;
    boost::system::error_code cause{};
    std::string message{};
    /// What a proxy answered that opened no tunnel, such as 407; otherwise 0.
    int http_status = 0;
};

}
