#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/detail/epoch.hpp>
#include <ecr/detail/json_value.hpp>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

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
        return "a number";
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

ECR_DECL std::string store_boolean(const value_type& type, void* place, bool value) {
    if (type.kind != value_kind::boolean) return mismatch(type.kind, "a boolean");
    *static_cast<bool*>(place) = value;
    return {};
}

ECR_DECL std::string store_integer(const value_type& type, void* place, std::int64_t value) {
    switch (type.kind) {
    case value_kind::int64:
        *static_cast<std::int64_t*>(place) = value;
        return {};
    case value_kind::int32:
        if (!std::in_range<std::int32_t>(value)) return mismatch(type.kind, std::to_string(value));
        *static_cast<std::int32_t*>(place) = static_cast<std::int32_t>(value);
        return {};
    case value_kind::real:
        *static_cast<double*>(place) = static_cast<double>(value);
        return {};
    case value_kind::timestamp: {
        const auto time = timestamp_from_epoch(value);
        if (!time) return mismatch(type.kind, std::to_string(value));
        *static_cast<timestamp*>(place) = *time;
        return {};
    }
    default:
        return mismatch(type.kind, "a number");
    }
}

ECR_DECL std::string store_number(const value_type& type, void* place, double value, std::string_view text) {
    constexpr double bound = 9223372036854775808.0;
    switch (type.kind) {
    case value_kind::int32:
    case value_kind::int64:
        if (value < -bound || value >= bound || std::trunc(value) != value) return mismatch(type.kind, text);
        return store_integer(type, place, static_cast<std::int64_t>(value));
    case value_kind::real:
        // Boost.JSON before 1.83 may miss the nearest double by one digit, so the text decides.
        std::from_chars(text.data(), text.data() + text.size(), value);
        *static_cast<double*>(place) = value;
        return {};
    case value_kind::timestamp: {
        const auto time = timestamp_from_epoch(value);
        if (!time) return mismatch(type.kind, text);
        *static_cast<timestamp*>(place) = *time;
        return {};
    }
    default:
        return mismatch(type.kind, "a number");
    }
}

ECR_DECL std::string text_store::begin(const value_type& type, void* place) {
    type_ = &type;
    place_ = place;
    switch (type.kind) {
    case value_kind::text:
        static_cast<std::string*>(place)->clear();
        return {};
    case value_kind::enumeration:
    case value_kind::timestamp:
    case value_kind::real:
        text_.clear();
        return {};
    case value_kind::blob:
        decoder_ = {};
        bytes_.clear();
        return {};
    default:
        return mismatch(type.kind, "a string");
    }
}

ECR_DECL std::string text_store::append(std::string_view part) {
    if (type_->kind == value_kind::text) {
        static_cast<std::string*>(place_)->append(part);
    } else if (type_->kind != value_kind::blob) {
        text_.append(part);
    } else if (!decoder_.write(part, bytes_)) {
        return "is not base64";
    }
    return {};
}

ECR_DECL std::string text_store::end() {
    switch (type_->kind) {
    case value_kind::enumeration:
        static_cast<enum_value*>(place_)->assign(*type_->names, text_);
        return {};
    case value_kind::timestamp:
        return put_timestamp();
    case value_kind::real:
        return put_special_number();
    case value_kind::blob:
        if (!decoder_.finish()) return "is not base64";
        *static_cast<blob*>(place_) = blob(std::exchange(bytes_, {}));
        return {};
    default:
        return {};
    }
}

inline std::string text_store::put_timestamp() {
    const auto time = parse_timestamp(text_);
    if (!time) return "is not a timestamp";
    *static_cast<timestamp*>(place_) = *time;
    return {};
}

inline std::string text_store::put_special_number() {
    using limits = std::numeric_limits<double>;
    auto& number = *static_cast<double*>(place_);
    if (text_ == "NaN") {
        number = limits::quiet_NaN();
    } else if (text_ == "Infinity") {
        number = limits::infinity();
    } else if (text_ == "-Infinity") {
        number = -limits::infinity();
    } else {
        return mismatch(value_kind::real, "a string");
    }
    return {};
}

}
