#pragma once

#include <ecr/detail/config.hpp>

#include <boost/system/result.hpp>

#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// Why sans-I/O code did not accept its input; the caller turns it into an ecr::error of the right kind.
struct refusal {
    struct made_by_refuse {};

    refusal() = default;

    // Were it constructible from text alone, a result<std::string, refusal> could not tell value from error.
    refusal(made_by_refuse, std::string text)
        : reason(std::move(text)) {}

    std::string reason{};
};

[[nodiscard]] inline refusal refuse(std::string reason) {
    return {refusal::made_by_refuse{}, std::move(reason)};
}

template <class T>
using or_refusal = boost::system::result<T, refusal>;

}
