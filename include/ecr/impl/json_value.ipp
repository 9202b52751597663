#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/epoch.hpp>
#include <ecr/detail/json_value.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>
#include <version>

#if !defined(__cpp_lib_to_chars)
#include <clocale>
#include <cstdlib>
#include <string>
#if __has_include(<xlocale.h>)
#include <xlocale.h>
#endif
#endif

namespace ecr::inline ECR_ABI::detail {

ECR_DECL std::string_view kind_name(value_kind kind) noexcept {
    switch (kind) {
    case value_kind::boolean:
        return "a boolean";
    case value_kind::int32:
        return "a 32-bit integer";
    case value_kind::int64:
        return "a 64-bit integer";
    case value_kind::real:
        return "a double";
    case value_kind::text:
    case value_kind::enumeration:
        return "a string";
    case value_kind::timestamp:
        return "a timestamp";
    case value_kind::blob:
        return "base64 text";
    case value_kind::structure:
    case value_kind::map:
        return "an object";
    case value_kind::list:
        return "a list";
    case value_kind::optional:
        break;
    }
    return "a value";
}

ECR_DECL std::string mismatch(value_kind expected, std::string_view got) {
    return "expected " + std::string(kind_name(expected)) + ", got " + std::string(got);
}

template <class T>
bool store(void* place, const std::optional<T>& value) {
    if (value) *static_cast<T*>(place) = *value;
    return value.has_value();
}

ECR_DECL bool store_boolean(const value_type& type, void* place, bool value) noexcept {
    return type.kind == value_kind::boolean && store(place, std::optional(value));
}

ECR_DECL bool store_integer(const value_type& type, void* place, std::int64_t value) noexcept {
    switch (type.kind) {
    case value_kind::int64:
        return store(place, std::optional(value));
    case value_kind::int32:
        return std::in_range<std::int32_t>(value) &&
               store(place, std::optional(static_cast<std::int32_t>(value)));
    case value_kind::real:
        return store(place, std::optional(static_cast<double>(value)));
    case value_kind::timestamp:
        return store(place, timestamp_from_epoch(value));
    default:
        return false;
    }
}

// Boost.JSON may miss the nearest double by one digit, so the text decides. What is too small or too large
// for one stays as it is: close to zero, or infinite.
#if defined(__cpp_lib_to_chars)
inline double nearest_double(std::string_view text, double value) {
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}
#else
// libc++ before 20 reads no doubles from characters.
inline double nearest_double(std::string_view text, double) {
    static const auto plain = ::newlocale(LC_ALL_MASK, "C", nullptr);
    return ::strtod_l(std::string(text).c_str(), nullptr, plain);
}
#endif

ECR_DECL bool store_number(const value_type& type, void* place, double value, std::string_view text) {
    constexpr double bound = 9223372036854775808.0;
    switch (type.kind) {
    case value_kind::int32:
    case value_kind::int64:
        return value >= -bound && value < bound && std::trunc(value) == value &&
               store_integer(type, place, static_cast<std::int64_t>(value));
    case value_kind::real:
        value = nearest_double(text, value);
        return std::isfinite(value) && store(place, std::optional(value));
    case value_kind::timestamp:
        return store(place, timestamp_from_epoch(value));
    default:
        return false;
    }
}

inline std::optional<double> special_number(std::string_view text) noexcept {
    using limits = std::numeric_limits<double>;
    if (text == "NaN") return limits::quiet_NaN();
    if (text == "Infinity") return limits::infinity();
    if (text == "-Infinity") return -limits::infinity();
    return std::nullopt;
}

inline std::optional<blob> decoded(std::string_view text) {
    base64_decoder decoder;
    std::vector<std::byte> bytes;
    if (!decoder.write(text, bytes) || !decoder.finish()) return std::nullopt;
    return blob(std::move(bytes));
}

ECR_DECL bool store_text(const value_type& type, void* place, std::string_view text) {
    switch (type.kind) {
    case value_kind::text:
        static_cast<std::string*>(place)->assign(text);
        return true;
    case value_kind::enumeration:
        static_cast<enum_value*>(place)->assign(*type.names, text);
        return true;
    case value_kind::timestamp:
        return store(place, parse_timestamp(text));
    case value_kind::real:
        return store(place, special_number(text));
    case value_kind::blob:
        return store(place, decoded(text));
    default:
        return false;
    }
}

ECR_DECL std::string got_number(value_kind expected, std::string_view text) {
    constexpr std::size_t longest = 40;
    switch (expected) {
    case value_kind::int32:
    case value_kind::int64:
    case value_kind::real:
    case value_kind::timestamp:
        return std::string(text.substr(0, longest)) + (text.size() > longest ? "..." : "");
    default:
        return "a number";
    }
}

ECR_DECL std::string_view got_text(value_kind expected) noexcept {
    switch (expected) {
    case value_kind::real:
    case value_kind::timestamp:
    case value_kind::blob:
        return "other text";
    default:
        return "a string";
    }
}

ECR_DECL void text_pieces::begin(const value_type& type, void* place) {
    type_ = &type;
    place_ = place;
    text_.clear();
    decoder_ = {};
    if (type.kind == value_kind::text) static_cast<std::string*>(place)->clear();
}

ECR_DECL bool text_pieces::append(std::string_view piece) {
    switch (type_->kind) {
    case value_kind::text:
        static_cast<std::string*>(place_)->append(piece);
        return true;
    case value_kind::blob:
        return decoder_.write(piece, bytes_);
    case value_kind::enumeration:
    case value_kind::timestamp:
    case value_kind::real:
        text_.append(piece);
        return true;
    default:
        return false;
    }
}

ECR_DECL bool text_pieces::end() {
    const value_type& type = *std::exchange(type_, nullptr);
    if (type.kind == value_kind::text) return true;
    if (type.kind != value_kind::blob) return store_text(type, place_, text_);
    if (!decoder_.finish()) return false;
    *static_cast<blob*>(place_) = blob(std::exchange(bytes_, {}));
    return true;
}

}
