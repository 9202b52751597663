#pragma once

#include <ecr/detail/datetime.hpp>
#include <ecr/shape.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

// NOLINTBEGIN(misc-no-recursion): a shape never contains itself

ECR_DECL bool equal(const value_type& type, const void* left, const void* right);

template <class T>
bool equal_as(const void* left, const void* right) {
    return *static_cast<const T*>(left) == *static_cast<const T*>(right);
}

inline bool equal_optionals(const value_type& type, const void* left, const void* right) {
    const void* one = type.get(left);
    const void* other = type.get(right);
    if (one == nullptr || other == nullptr) return one == other;
    return equal(*type.inner, one, other);
}

inline bool equal_lists(const value_type& type, const void* left, const void* right) {
    const auto [one, count] = type.list(left);
    const auto [other, other_count] = type.list(right);
    if (count != other_count) return false;
    for (std::size_t offset = 0; offset != count * type.inner->size; offset += type.inner->size) {
        if (!equal(*type.inner, static_cast<const std::byte*>(one) + offset,
                   static_cast<const std::byte*>(other) + offset)) {
            return false;
        }
    }
    return true;
}

inline bool equal_maps(const value_type& type, const void* left, const void* right) {
    struct context {
        const value_type& type;
        const void* other;
    } walk{type, right};
    return type.count(left) == type.count(right) &&
           type.walk(left, &walk, [](void* data, std::string_view key, const void* value) {
               const auto& [map, other] = *static_cast<const context*>(data);
               const void* found = map.find(other, key);
               return found != nullptr && equal(*map.inner, value, found);
           });
}

ECR_DECL bool equal(const value_type& type, const void* left, const void* right) {
    switch (type.kind) {
    case value_kind::boolean:
        return equal_as<bool>(left, right);
    case value_kind::int32:
        return equal_as<std::int32_t>(left, right);
    case value_kind::int64:
        return equal_as<std::int64_t>(left, right);
    case value_kind::real:
        return equal_as<double>(left, right);
    case value_kind::text:
        return equal_as<std::string>(left, right);
    case value_kind::timestamp:
        return equal_as<timestamp>(left, right);
    case value_kind::blob:
        return equal_as<blob>(left, right);
    case value_kind::enumeration:
        return static_cast<const enum_value*>(left)->text(*type.names) ==
               static_cast<const enum_value*>(right)->text(*type.names);
    case value_kind::structure:
        return equal(*type.structure, left, right);
    case value_kind::list:
        return equal_lists(type, left, right);
    case value_kind::map:
        return equal_maps(type, left, right);
    case value_kind::optional:
        return equal_optionals(type, left, right);
    }
    return false;
}

ECR_DECL bool equal(const shape& type, const void* left, const void* right) {
    for (const field& each : type) {
        if (!equal(*each.value, each.in(left), each.in(right))) return false;
    }
    return true;
}

class shape_printer {
public:
    std::string take() && { return std::move(out_); }

    void structure(const shape& type, const void* object) {
        out_ += type.name;
        char before = '{';
        for (const field& each : type) {
            const value_type* kind = each.value;
            const void* value = each.in(object);
            if (kind->kind == value_kind::optional) {
                value = kind->get(value);
                kind = kind->inner;
                if (value == nullptr) continue;
            }
            separate(before, ',');
            out_.append(each.name).append(": ");
            if (each.secret) {
                out_ += "<secret>";
            } else {
                print(*kind, value);
            }
        }
        close(before, '{', '}');
    }

private:
    void separate(char& before, char next) {
        out_ += before;
        if (before == next) out_ += ' ';
        before = next;
    }
    void close(char before, char first, char last) {
        if (before == first) out_ += first;
        out_ += last;
    }

    void list(const value_type& type, const void* object) {
        const auto [data, count] = type.list(object);
        char before = '[';
        for (std::size_t index = 0; index != count; ++index) {
            separate(before, ',');
            print(*type.inner, static_cast<const std::byte*>(data) + index * type.inner->size);
        }
        close(before, '[', ']');
    }

    void map(const value_type& type, const void* object) {
        struct context {
            shape_printer& printer;
            const value_type& entry;
            char before;
        } walk{*this, *type.inner, '{'};
        type.walk(object, &walk, [](void* data, std::string_view key, const void* value) {
            auto& [printer, entry, before] = *static_cast<context*>(data);
            printer.separate(before, ',');
            printer.text(key);
            printer.out_ += ": ";
            printer.print(entry, value);
            return true;
        });
        close(walk.before, '{', '}');
    }

    void print(const value_type& type, const void* value) {
        switch (type.kind) {
        case value_kind::boolean:
            out_ += *static_cast<const bool*>(value) ? "true" : "false";
            return;
        case value_kind::int32:
            out_ += std::to_string(*static_cast<const std::int32_t*>(value));
            return;
        case value_kind::int64:
            out_ += std::to_string(*static_cast<const std::int64_t*>(value));
            return;
        case value_kind::real:
            real(*static_cast<const double*>(value));
            return;
        case value_kind::text:
            text(*static_cast<const std::string*>(value));
            return;
        case value_kind::timestamp:
            out_ += to_iso8601(*static_cast<const timestamp*>(value));
            return;
        case value_kind::blob:
            out_.append("<")
                .append(std::to_string(static_cast<const blob*>(value)->size()))
                .append(" bytes>");
            return;
        case value_kind::enumeration:
            enumeration(*static_cast<const enum_value*>(value), *type.names);
            return;
        case value_kind::structure:
            structure(*type.structure, value);
            return;
        case value_kind::list:
            list(type, value);
            return;
        case value_kind::map:
            map(type, value);
            return;
        case value_kind::optional:
            return; // only members are optional, and those are looked through
        }
    }

    void real(double value) {
        std::array<char, 32> digits;
        out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr);
    }

    void enumeration(const enum_value& value, const enum_names& names) {
        const std::string_view known = names.text(value.index);
        if (known.empty()) return text(value.unknown);
        out_ += known;
    }

    void text(std::string_view value) {
        std::size_t length = std::min<std::size_t>(value.size(), 200);
        while (length != value.size() && length != 0 && (value[length] & 0xc0) == 0x80) --length;
        out_ += '"';
        for (const char c : value.substr(0, length)) {
            if (c == '"' || c == '\\') out_ += '\\';
            out_ += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? '?' : c;
        }
        out_ += '"';
        if (length != value.size())
            out_.append("... (").append(std::to_string(value.size())).append(" bytes)");
    }

    std::string out_{};
};

// NOLINTEND(misc-no-recursion)

ECR_DECL std::string print(const shape& type, const void* object) {
    shape_printer printer;
    printer.structure(type, object);
    return std::move(printer).take();
}

}
