#pragma once

#include <ecr/detail/base64.hpp>
#include <ecr/detail/value_type.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// What a JSON value must be to fit the kind, for messages: `a 32-bit integer`.
ECR_DECL std::string_view kind_name(value_kind kind) noexcept;

/// `expected a 32-bit integer, got a string`.
ECR_DECL std::string mismatch(value_kind expected, std::string_view got);

/// \name Put one value of the text where it belongs; return what is wrong with it, or nothing.
/// @{
ECR_DECL std::string store_boolean(const value_type& type, void* place, bool value);
ECR_DECL std::string store_integer(const value_type& type, void* place, std::int64_t value);
/// A number with a fraction or an exponent, or beyond 64 bits; `text` is how it was written.
ECR_DECL std::string store_number(const value_type& type, void* place, double value, std::string_view text);
/// @}

/// Puts a string where it belongs, in the pieces in which it comes.
class text_store {
public:
    ECR_DECL std::string begin(const value_type& type, void* place);
    ECR_DECL std::string append(std::string_view part);
    ECR_DECL std::string end();

private:
    std::string put_timestamp();
    std::string put_special_number();

    const value_type* type_ = nullptr;
    void* place_ = nullptr;
    std::string text_{};
    base64_decoder decoder_{};
    std::vector<std::byte> bytes_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json_value.ipp>
#endif
