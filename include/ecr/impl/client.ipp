#pragma once

#include <ecr/client.hpp>
#include <ecr/detail/ascii.hpp>

#include <algorithm>

namespace ecr::inline ECR_ABI {

ECR_DECL client client::with(call_options changed) const {
    auto merged = *options_;
    const auto take = [](auto& into, auto& from) {
        if (from) into = std::move(from);
    };
    take(merged.region, changed.region);
    take(merged.endpoint_url, changed.endpoint_url);
    take(merged.registry_id, changed.registry_id);
    take(merged.credentials, changed.credentials);
    take(merged.timeout, changed.timeout);
    take(merged.attempt_timeout, changed.attempt_timeout);
    take(merged.max_attempts, changed.max_attempts);
    take(merged.validation, changed.validation);
    std::erase_if(merged.headers, [&](const auto& old) {
        return std::ranges::any_of(changed.headers, [&](const auto& header) {
            return std::ranges::equal(old.first, header.first, {}, detail::to_lower, detail::to_lower);
        });
    });
    for (auto& header : changed.headers) merged.headers.push_back(std::move(header));
    client view(*this);
    view.options_ = std::make_shared<const call_options>(std::move(merged));
    return view;
}

}
