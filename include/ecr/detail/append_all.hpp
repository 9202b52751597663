#pragma once

#include <ecr/detail/config.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Appends the parts one after the other and grows at most once; a part must not lie in `out`.
inline void append_all(std::string& out, std::initializer_list<std::string_view> parts) {
    auto size = out.size();
    for (const auto part : parts) size += part.size();
    if (size > out.capacity()) out.reserve(size);
    for (const auto part : parts) out.append(part.data(), part.size());
}

}
