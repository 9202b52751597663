#pragma once

#include <ecr/detail/json_handler.hpp>

#include <boost/system/errc.hpp>

namespace ecr::inline ECR_ABI::detail {

inline std::string_view view(json_handler::text_view text) noexcept {
    return {text.data(), text.size()};
}

// NOLINTNEXTLINE(misc-no-recursion): a shape never contains itself
inline void reset(const value_type& type, void* value) {
    if (type.kind != value_kind::structure) return type.reset(value);
    for (const field& each : *type.structure) reset(*each.value, each.in(value));
}

ECR_DECL bool json_handler::on_document_begin(error_code&) {
    return true;
}

ECR_DECL bool json_handler::on_document_end(error_code&) {
    return true;
}

ECR_DECL bool json_handler::on_object_begin(error_code& ec) {
    if (depth_ == 0) {
        open({&root_type_, nullptr, root_});
        return true;
    }
    if (skipping()) {
        ++skipped_;
        return true;
    }
    const auto [type, value] = next_target();
    if (type->kind == value_kind::structure) {
        open({type->structure, nullptr, value});
        return true;
    }
    if (type->kind != value_kind::map) return refuse(type->kind, "an object", ec);
    open({nullptr, type, value});
    return true;
}

ECR_DECL bool json_handler::on_object_end(std::size_t, error_code&) {
    if (skipped_ != 0) {
        --skipped_;
    } else {
        --depth_;
    }
    return true;
}

ECR_DECL bool json_handler::on_array_begin(error_code& ec) {
    if (skipping()) {
        ++skipped_;
        return true;
    }
    const auto [type, value] = next_target();
    if (type->kind != value_kind::list) return refuse(type->kind, "a list", ec);
    open({nullptr, type, value});
    return true;
}

ECR_DECL bool json_handler::on_array_end(std::size_t, error_code& ec) {
    return on_object_end(0, ec);
}

// Neither here nor for strings do the sizes tell the first part: Boost.JSON 1.88, unlike 1.83, leaves a
// character out of them whose bytes are in two chunks.
ECR_DECL bool json_handler::on_key_part(text_view part, std::size_t, error_code&) {
    if (skipped_ == 0) append_key(view(part));
    return true;
}

ECR_DECL bool json_handler::on_key(text_view last, std::size_t, error_code&) {
    if (skipped_ != 0) return true;
    const bool structure = frames_[depth_ - 1].structure != nullptr;
    if (structure && !key_open_) {
        find_member(view(last));
        return true;
    }
    append_key(view(last));
    key_open_ = false;
    if (structure) find_member(key_);
    return true;
}

ECR_DECL void json_handler::append_key(std::string_view part) {
    if (!key_open_) key_.clear();
    key_open_ = true;
    key_.append(part);
}

// The service writes members in one order: the field after the last one nearly always matches.
ECR_DECL void json_handler::find_member(std::string_view key) {
    frame& top = frames_[depth_ - 1];
    const shape& type = *top.structure;
    std::size_t at = top.index;
    for (std::size_t tried = 0; tried != type.count; ++tried, ++at) {
        if (at == type.count) at = 0;
        if (type.fields[at].wire != key) continue;
        top.member = &type.fields[at];
        top.index = at + 1;
        return;
    }
    top.member = nullptr;
}

ECR_DECL void json_handler::open(frame opened) {
    frames_[depth_++] = opened;
}

/// Makes room for the value that comes next, whose type and place are known.
ECR_DECL json_handler::target json_handler::next_target() {
    frame& top = frames_[depth_ - 1];
    if (top.structure == nullptr) {
        ++top.index;
        return {top.holder->inner, top.holder->make(top.object, key_)};
    }
    const value_type* type = top.member->value;
    void* value = top.member->in(top.object);
    switch (type->kind) {
    case value_kind::optional:
        return {type->inner, type->make(value, {})};
    case value_kind::structure:
    case value_kind::list:
    case value_kind::map:
        reset(*type, value);
        break;
    default:
        break; // the new value will replace the old one
    }
    return {type, value};
}

ECR_DECL bool json_handler::on_null(error_code&) {
    if (skipping()) return true;
    frame& top = frames_[depth_ - 1];
    if (top.structure != nullptr) {
        reset(*top.member->value, top.member->in(top.object));
    } else if (top.holder->kind == value_kind::map) {
        top.holder->erase(top.object, key_);
    } else {
        ++top.index;
    }
    return true;
}

ECR_DECL bool json_handler::on_bool(bool value, error_code& ec) {
    if (skipping()) return true;
    const auto [type, place] = next_target();
    return store_boolean(*type, place, value) || refuse(type->kind, "a boolean", ec);
}

ECR_DECL bool json_handler::on_number_part(text_view part, error_code&) {
    if (!skipping()) number_.append(part.data(), part.size());
    return true;
}

ECR_DECL std::string_view json_handler::number_text(std::string_view last) {
    return number_.empty() ? last : std::string_view(number_.append(last));
}

ECR_DECL bool json_handler::on_int64(std::int64_t value, text_view last, error_code& ec) {
    if (skipping()) return true;
    const auto [type, place] = next_target();
    if (!store_integer(*type, place, value))
        return refuse(type->kind, got_number(type->kind, number_text(view(last))), ec);
    number_.clear();
    return true;
}

ECR_DECL bool json_handler::on_uint64(std::uint64_t value, text_view last, error_code& ec) {
    return on_double(static_cast<double>(value), last, ec);
}

ECR_DECL bool json_handler::on_double(double value, text_view last, error_code& ec) {
    if (skipping()) return true;
    const auto [type, place] = next_target();
    const std::string_view text = number_text(view(last));
    if (!store_number(*type, place, value, text)) return refuse(type->kind, got_number(type->kind, text), ec);
    number_.clear();
    return true;
}

ECR_DECL bool json_handler::on_string_part(text_view part, std::size_t, error_code& ec) {
    if (skipping()) return true;
    if (!text_.open()) {
        const auto [type, place] = next_target();
        text_.begin(*type, place);
    }
    return text_.append(view(part)) || refuse(text_.kind(), got_text(text_.kind()), ec);
}

ECR_DECL bool json_handler::on_string(text_view last, std::size_t size, error_code& ec) {
    if (skipping()) return true;
    if (text_.open()) {
        const value_kind kind = text_.kind();
        return on_string_part(last, size, ec) && (text_.end() || refuse(kind, got_text(kind), ec));
    }
    const frame& top = frames_[depth_ - 1];
    if (top.structure != nullptr && top.member->value->put != nullptr) {
        top.member->value->put(top.member->in(top.object), view(last)); // what most texts are for
        return true;
    }
    const auto [type, place] = next_target();
    return store_text(*type, place, view(last)) || refuse(type->kind, got_text(type->kind), ec);
}

ECR_DECL bool json_handler::refuse(value_kind expected, std::string_view got, error_code& ec) {
    problem_ = mismatch(expected, got);
    ec = make_error_code(boost::system::errc::invalid_argument);
    return false;
}

ECR_DECL std::string json_handler::path() const {
    std::string text;
    for (std::size_t at = 0; at != depth_; ++at) {
        const frame& each = frames_[at];
        if (each.structure != nullptr) {
            if (at != 0) text += '.';
            text += each.member->wire;
        } else if (each.holder->kind == value_kind::list) {
            text += '[' + std::to_string(each.index - 1) + ']';
        } else {
            text += '.';
            text += at + 1 == depth_ ? std::string_view(key_) : key_of(each, frames_[at + 1].object);
        }
    }
    return text;
}

// Keys are not kept while reading: a map is searched when something in it is wrong.
ECR_DECL std::string_view json_handler::key_of(const frame& map, const void* value) const {
    struct context {
        const void* value;
        std::string_view key;
    } search{value, {}};
    map.holder->walk(map.object, &search, [](void* data, std::string_view key, const void* entry) {
        auto& wanted = *static_cast<context*>(data);
        if (entry == wanted.value) wanted.key = key;
        return entry != wanted.value;
    });
    return search.key;
}

}
