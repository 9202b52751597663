#pragma once

#include <ecr/detail/config.hpp>

#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::emulation {

/// What a request says in the query protocol: names and values, in its body or its query.
class query_form {
public:
    /// Throws the `protocol_fault` of a form that is badly encoded.
    ECR_DECL explicit query_form(std::string_view text);

    /// The value, empty where there is none.
    [[nodiscard]] ECR_DECL std::string_view text(std::string_view name) const;
    /// The value; throws the `protocol_fault` of a form that lacks it.
    [[nodiscard]] ECR_DECL const std::string& required(std::string_view name) const;
    [[nodiscard]] bool has(std::string_view name) const { return values_.contains(name); }

private:
    std::map<std::string, std::string, std::less<>> values_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/query_form.ipp>
#endif
