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

/// \name Put one value of the text where it belongs; false if it does not fit.
/// @{
ECR_DECL bool store_boolean(const value_type& type, void* place, bool value) noexcept;
ECR_DECL bool store_integer(const value_type& type, void* place, std::int64_t value) noexcept;
/// A number with a fraction or an exponent, or beyond 64 bits; `text` is how it was written.
ECR_DECL bool store_number(const value_type& type, void* place, double value, std::string_view text);
ECR_DECL bool store_text(const value_type& type, void* place, std::string_view text);
/// @}

/// \name What did not fit, for `mismatch`.
/// @{
ECR_DECL std::string got_number(value_kind expected, std::string_view text);
ECR_DECL std::string_view got_text(value_kind expected) noexcept;
/// @}

/// Puts a string where it belongs that comes in pieces.
class text_pieces {
public:
    ECR_DECL void begin(const value_type& type, void* place);
    /// False if the text does not fit.
    ECR_DECL bool append(std::string_view piece);
    /// False if the text does not fit.
    ECR_DECL bool end();

    /// Whether a string has begun and not ended.
    [[nodiscard]] bool open() const noexcept { return type_ != nullptr; }
    [[nodiscard]] value_kind kind() const noexcept { return type_->kind; }

private:
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
