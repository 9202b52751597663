#pragma once

#include <ecr/blob.hpp>
#include <ecr/open_enum.hpp>
#include <ecr/timestamp.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

struct shape;

enum class value_kind : unsigned char {
    boolean,
    int32,
    int64,
    real,
    text,
    timestamp,
    blob,
    enumeration,
    structure,
    list,
    map,
    optional,
};

/// A list as the engines see it.
struct list_view {
    const void* data;
    std::size_t count;
};

/// Called with the key and the value of each entry of a map; false ends the walk.
using entry_visitor = bool (*)(void* context, std::string_view key, const void* value);

/// What the engines need to know of a C++ type; functions that a kind has no use for are null.
struct value_type {
    value_kind kind{};
    std::size_t size = 0;
    void (*reset)(void* value) =
        nullptr; // back to the initial state; null for a structure, whose fields have it
    const value_type* inner = nullptr;                           // of an optional, a list, a map
    const shape* structure = nullptr;                            // of a structure
    const enum_names* names = nullptr;                           // of an enumeration
    void* (*make)(void* holder, std::string_view key) = nullptr; // a fresh value in an optional, list or map
    void (*put)(void* holder, std::string_view text) = nullptr;  // of an optional text or enumeration
    const void* (*get)(const void* holder) = nullptr;            // of an optional: the value or null
    list_view (*list)(const void* holder) = nullptr;             // of a list
    std::size_t (*count)(const void* holder) = nullptr;          // of a map
    bool (*walk)(const void* holder, void* context, entry_visitor) = nullptr; // of a map
    const void* (*find)(const void* holder, std::string_view key) = nullptr;  // of a map
    void (*erase)(void* holder, std::string_view key) = nullptr;              // of a map
};

/// The description that an `ECR_SHAPE` line attached to a struct.
template <class T>
using shape_description = decltype(ecr_describe_shape(static_cast<const T*>(nullptr)));

/// A struct with an `ECR_SHAPE` line.
template <class T>
concept shape_type = requires {
    typename shape_description<T>;
}
&&std::same_as<typename shape_description<T>::ecr_shape, T>;

template <class Shape>
struct shape_place;

template <class T>
constexpr value_type describe_value() noexcept;

template <class T>
inline constexpr value_type value_type_of = describe_value<T>();

template <class T>
struct value_traits;

template <value_kind Kind>
struct scalar_traits {
    static constexpr void fill(value_type& type) noexcept { type.kind = Kind; }
};

template <>
struct value_traits<bool> : scalar_traits<value_kind::boolean> {};
template <>
struct value_traits<std::int32_t> : scalar_traits<value_kind::int32> {};
template <>
struct value_traits<std::int64_t> : scalar_traits<value_kind::int64> {};
template <>
struct value_traits<double> : scalar_traits<value_kind::real> {};
template <>
struct value_traits<std::string> : scalar_traits<value_kind::text> {};
template <>
struct value_traits<timestamp> : scalar_traits<value_kind::timestamp> {};
template <>
struct value_traits<blob> : scalar_traits<value_kind::blob> {};

template <class Enum>
struct value_traits<open_enum<Enum>> {
    static_assert(std::is_standard_layout_v<open_enum<Enum>> &&
                  sizeof(open_enum<Enum>) == sizeof(enum_value));

    static constexpr void fill(value_type& type) noexcept {
        type.kind = value_kind::enumeration;
        type.names = &enum_names_of<Enum>;
    }
};

template <shape_type Shape>
struct value_traits<Shape> {
    static constexpr void fill(value_type& type) noexcept {
        type.kind = value_kind::structure;
        type.structure = &shape_place<Shape>::whole;
    }
};

template <class T>
struct value_traits<std::optional<T>> {
    using holder = std::optional<T>;

    static void* make(void* value, std::string_view) { return &static_cast<holder*>(value)->emplace(); }
    static void put(void* value, std::string_view text) { static_cast<holder*>(value)->emplace(text); }
    static const void* get(const void* value) {
        const auto& optional = *static_cast<const holder*>(value);
        return optional ? &*optional : nullptr;
    }

    static constexpr void fill(value_type& type) noexcept {
        type.kind = value_kind::optional;
        type.inner = &value_type_of<T>;
        type.make = &make;
        type.get = &get;
        constexpr value_kind inner = value_type_of<T>.kind;
        if constexpr (inner == value_kind::text || inner == value_kind::enumeration) type.put = &put;
    }
};

template <class T>
struct value_traits<std::vector<T>> {
    using holder = std::vector<T>;
    static_assert(!std::same_as<T, bool>, "a list of booleans has no elements to point at");

    static void* make(void* value, std::string_view) {
        auto& list = *static_cast<holder*>(value);
        if (list.capacity() == 0) list.reserve(4); // most lists are short, and growing costs more
        return &list.emplace_back();
    }
    static list_view elements(const void* value) {
        const auto& list = *static_cast<const holder*>(value);
        return {list.data(), list.size()};
    }

    static constexpr void fill(value_type& type) noexcept {
        type.kind = value_kind::list;
        type.inner = &value_type_of<T>;
        type.make = &make;
        type.list = &elements;
    }
};

/// Text of a map's key, which is a string or an open enum.
inline std::string_view key_text(const std::string& key) noexcept {
    return key;
}
template <class Enum>
std::string_view key_text(const open_enum<Enum>& key) noexcept {
    return key.text();
}

template <class Key, class T>
struct value_traits<std::map<Key, T>> {
    using holder = std::map<Key, T>;

    static constexpr void fill(value_type& type) noexcept {
        type.kind = value_kind::map;
        type.inner = &value_type_of<T>;
        type.make = [](void* value, std::string_view key) -> void* {
            auto& entry = (*static_cast<holder*>(value))[Key(key)];
            entry = T{};
            return &entry;
        };
        type.count = [](const void* value) { return static_cast<const holder*>(value)->size(); };
        type.walk = [](const void* value, void* context, entry_visitor visit) {
            for (const auto& [key, entry] : *static_cast<const holder*>(value)) {
                if (!visit(context, key_text(key), &entry)) return false;
            }
            return true;
        };
        type.find = [](const void* value, std::string_view key) -> const void* {
            const auto& map = *static_cast<const holder*>(value);
            const auto found = map.find(Key(key));
            return found == map.end() ? nullptr : &found->second;
        };
        type.erase = [](void* value, std::string_view key) { static_cast<holder*>(value)->erase(Key(key)); };
    }
};

/// The cheapest way back to the initial state.
template <class T>
void reset_value(void* value) {
    T& object = *static_cast<T*>(value);
    if constexpr (requires { object.reset(); }) {
        object.reset();
    } else if constexpr (requires { object.clear(); }) {
        object.clear();
    } else {
        object = T{};
    }
}

/// A structure has no way back of its own, its fields have.
template <class T>
constexpr auto reset_function() noexcept -> void (*)(void*) {
    if constexpr (shape_type<T>) {
        return nullptr;
    } else {
        return &reset_value<T>;
    }
}

template <class T>
constexpr value_type describe_value() noexcept {
    value_type type;
    type.size = sizeof(T);
    type.reset = reset_function<T>();
    value_traits<T>::fill(type);
    return type;
}

}
