#pragma once

#include <ecr/detail/base64.hpp>
#include <ecr/detail/epoch.hpp>
#include <ecr/detail/json_sink.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/detail/member_path.hpp>
#include <ecr/detail/utf8.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <span>

namespace ecr::inline ECR_ABI::detail {

class json_writer {
public:
    explicit json_writer(std::string& out)
        : out_(out) {}

    /// Leaves out what is between the quotes of this blob and tells where it belongs.
    void leave_out(const blob* where, blob_position& position) {
        left_out_ = where;
        position_ = &position;
    }

    std::optional<violation> run(const shape& type, const void* object) {
        const bool written = structure(type, object);
        out_.flush();
        if (written) return std::nullopt;
        return violation{path_.text(), "is not valid UTF-8"};
    }

private:
    bool structure(const shape& type, const void* object) {
        char before = '{';
        for (const field& each : type) {
            const value_type* kind = each.value;
            const void* value = each.in(object);
            if (kind->kind == value_kind::optional) {
                value = kind->get(value);
                kind = kind->inner;
                if (value == nullptr) continue;
            }
            out_.put(before);
            before = ',';
            out_.put('"');
            out_.put(each.wire);
            out_.put(std::string_view("\":"));
            if (!write(*kind, value)) return path_.fail_in(each.name);
        }
        if (before == '{') out_.put('{');
        out_.put('}');
        return true;
    }

    bool list(const value_type& type, const void* object) {
        const auto [data, count] = type.list(object);
        char before = '[';
        for (std::size_t index = 0; index != count; ++index) {
            out_.put(before);
            before = ',';
            const void* element = static_cast<const std::byte*>(data) + index * type.inner->size;
            if (!write(*type.inner, element)) return path_.fail_at(index);
        }
        if (before == '[') out_.put('[');
        out_.put(']');
        return true;
    }

    bool map(const value_type& type, const void* object) {
        struct context {
            json_writer& writer;
            const value_type& entry;
            char before;
        } walk{*this, *type.inner, '{'};
        const bool written =
            type.walk(object, &walk, [](void* data, std::string_view key, const void* value) {
                auto& [writer, entry, before] = *static_cast<context*>(data);
                writer.out_.put(before);
                before = ',';
                if (!writer.text(key)) return writer.path_.fail_in(key);
                writer.out_.put(':');
                return writer.write(entry, value) || writer.path_.fail_in(key);
            });
        if (walk.before == '{') out_.put('{');
        out_.put('}');
        return written;
    }

    bool write(const value_type& type, const void* value) {
        switch (type.kind) {
        case value_kind::boolean:
            out_.put(*static_cast<const bool*>(value) ? std::string_view("true") : std::string_view("false"));
            return true;
        case value_kind::int32:
            return integer(*static_cast<const std::int32_t*>(value));
        case value_kind::int64:
            return integer(*static_cast<const std::int64_t*>(value));
        case value_kind::real:
            return real(*static_cast<const double*>(value));
        case value_kind::text:
            return text(*static_cast<const std::string*>(value));
        case value_kind::timestamp:
            return time(*static_cast<const timestamp*>(value));
        case value_kind::blob:
            return data(static_cast<const blob*>(value));
        case value_kind::enumeration:
            return text(static_cast<const enum_value*>(value)->text(*type.names));
        case value_kind::structure:
            return structure(*type.structure, value);
        case value_kind::list:
            return list(type, value);
        case value_kind::map:
            return map(type, value);
        case value_kind::optional:
            break; // only members are optional, and those are looked through
        }
        return true;
    }

    bool integer(std::int64_t value) {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        out_.put(std::string_view(digits.data(), end));
        return true;
    }

    bool real(double value) {
        if (!std::isfinite(value)) {
            const std::string_view names[] = {"\"NaN\"", "\"Infinity\"", "\"-Infinity\""};
            out_.put(names[std::isnan(value) ? 0 : value > 0 ? 1 : 2]);
            return true;
        }
        std::array<char, 32> digits;
        // The sum has no negative zero: its text would be read as an integer, and lose the sign.
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value + 0.0).ptr;
        out_.put(std::string_view(digits.data(), end));
        return true;
    }

    bool time(timestamp value) {
        std::array<char, epoch_seconds_size> digits;
        const char* end = write_epoch_seconds(value, digits.data());
        out_.put(std::string_view(digits.data(), end));
        return true;
    }

    bool text(std::string_view value) {
        if (utf8_valid_prefix(value) != value.size()) return false;
        out_.put('"');
        for (;;) {
            const std::size_t plain = unescaped_prefix(value);
            out_.put(value.substr(0, plain));
            value.remove_prefix(plain);
            if (value.empty()) break;
            escaped(value.front());
            value.remove_prefix(1);
        }
        out_.put('"');
        return true;
    }

    void escaped(char c) {
        static constexpr std::string_view from = "\"\\\b\f\n\r\t";
        static constexpr std::string_view to = "\"\\bfnrt";
        out_.put('\\');
        const std::size_t at = from.find(c);
        if (at != std::string_view::npos) {
            out_.put(to[at]);
            return;
        }
        static constexpr std::string_view digits = "0123456789abcdef";
        out_.put(std::string_view("u00"));
        out_.put(digits[static_cast<std::size_t>(c) >> 4]);
        out_.put(digits[static_cast<std::size_t>(c) & 15]);
    }

    bool data(const blob* value) {
        if (value != left_out_) return bytes(value->bytes());
        out_.put('"');
        *position_ = {out_.size(), value->bytes()};
        out_.put('"');
        return true;
    }

    // In pieces that stay in the cache: the text is written once and never filled with zeros first.
    bool bytes(std::span<const std::byte> value) {
        constexpr std::size_t piece = 12288;
        out_.reserve(base64_size(value.size()) + 8);
        out_.put('"');
        std::array<char, base64_size(piece)> encoded;
        while (!value.empty()) {
            const auto now = value.first(std::min(piece, value.size()));
            base64_encode(now, encoded.data());
            out_.put(std::string_view(encoded.data(), base64_size(now.size())));
            value = value.subspan(now.size());
        }
        out_.put('"');
        return true;
    }

    json_sink out_;
    member_path path_;
    const blob* left_out_ = nullptr;
    blob_position* position_ = nullptr;
};

/// The only blob among the members that are present, or null.
inline const blob* single_blob(const shape& type, const void* object) {
    const blob* found = nullptr;
    for (const field& each : type) {
        const value_type* kind = each.value;
        const void* value = each.in(object);
        if (kind->kind == value_kind::optional) {
            value = kind->get(value);
            kind = kind->inner;
        }
        if (kind->kind != value_kind::blob || value == nullptr) continue;
        if (found != nullptr) return nullptr;
        found = static_cast<const blob*>(value);
    }
    return found;
}

ECR_DECL std::optional<violation> json_write(const shape& type, const void* object, std::string& out) {
    return json_writer(out).run(type, object);
}

ECR_DECL std::optional<violation> json_write_split(const shape& type, const void* object, std::string& text,
                                                   blob_position& position) {
    position = {};
    json_writer writer(text);
    if (const auto* const apart = single_blob(type, object)) writer.leave_out(apart, position);
    return writer.run(type, object);
}

}
