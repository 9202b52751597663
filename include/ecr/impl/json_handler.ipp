#pragma once

#include <ecr/detail/json_handler.hpp>

#include <utility>

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
        open({&root_type_, nullptr, root_, nullptr, 0, 0});
        return true;
    }
    if (skipping()) {
        ++skipped_;
        return true;
    }
    const auto [type, value] = next_target();
    if (type->kind == value_kind::structure) {
        open({type->structure, nullptr, value, nullptr, 0, 0});
        return true;
    }
    if (type->kind != value_kind::map) return check(mismatch(type->kind, "an object"), ec);
    open({nullptr, type, value, nullptr, 0, 0});
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
    if (depth_ == 0) return refuse_root("a list", ec);
    if (skipping()) {
        ++skipped_;
        return true;
    }
    const auto [type, value] = next_target();
    if (type->kind != value_kind::list) return check(mismatch(type->kind, "a list"), ec);
    open({nullptr, type, value, nullptr, 0, 0});
    return true;
}

ECR_DECL bool json_handler::on_array_end(std::size_t, error_code& ec) {
    return on_object_end(0, ec);
}

ECR_DECL bool json_handler::on_key_part(text_view part, std::size_t size, error_code&) {
    if (skipped_ != 0) return true;
    if (size == part.size()) key_.clear();
    key_.append(part.data(), part.size());
    return true;
}

ECR_DECL bool json_handler::on_key(text_view last, std::size_t size, error_code&) {
    if (skipped_ != 0) return true;
    const bool whole = size == last.size();
    const bool structure = frames_[depth_ - 1].structure != nullptr;
    if (whole && structure) {
        find_member(view(last));
        return true;
    }
    if (whole) key_.clear();
    key_.append(last.data(), last.size());
    if (structure) find_member(key_);
    return true;
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
        top.index = at + 1 == type.count ? 0 : at + 1;
        return;
    }
    top.member = nullptr;
}

ECR_DECL void json_handler::open(frame opened) {
    frames_[depth_++] = opened;
}

/// Makes room for the value that comes next; the text is in an object or list that is known.
ECR_DECL json_handler::target json_handler::next_target() {
    frame& top = frames_[depth_ - 1];
    if (top.structure == nullptr) {
        ++top.index;
        return {top.holder->inner, top.holder->make(top.object, key_)};
    }
    const field& member = *top.member;
    void* value = member.in(top.object);
    if (member.value->kind == value_kind::optional)
        return {member.value->inner, member.value->make(value, {})};
    const std::uint64_t bit = std::uint64_t{1} << (&member - top.structure->fields);
    if ((top.seen & bit) != 0) reset(*member.value, value);
    top.seen |= bit;
    return {member.value, value};
}

ECR_DECL bool json_handler::on_null(error_code& ec) {
    if (depth_ == 0) return refuse_root("null", ec);
    if (skipping()) return true;
    const frame& top = frames_[depth_ - 1];
    if (top.structure != nullptr) reset(*top.member->value, top.member->in(top.object));
    return true;
}

ECR_DECL bool json_handler::on_bool(bool value, error_code& ec) {
    if (depth_ == 0) return refuse_root("a boolean", ec);
    if (skipping()) return true;
    const auto [type, place] = next_target();
    return check(store_boolean(*type, place, value), ec);
}

ECR_DECL bool json_handler::on_number_part(text_view part, error_code&) {
    if (!skipping()) number_.append(part.data(), part.size());
    return true;
}

ECR_DECL bool json_handler::on_int64(std::int64_t value, text_view, error_code& ec) {
    number_.clear();
    if (depth_ == 0) return refuse_root("a number", ec);
    if (skipping()) return true;
    const auto [type, place] = next_target();
    return check(store_integer(*type, place, value), ec);
}

ECR_DECL bool json_handler::on_uint64(std::uint64_t value, text_view last, error_code& ec) {
    return on_double(static_cast<double>(value), last, ec);
}

ECR_DECL bool json_handler::on_double(double value, text_view last, error_code& ec) {
    if (depth_ == 0) return refuse_root("a number", ec);
    if (skipping()) return true;
    number_.append(last.data(), last.size());
    const auto [type, place] = next_target();
    const bool stored = check(store_number(*type, place, value, number_), ec);
    number_.clear();
    return stored;
}

ECR_DECL bool json_handler::on_string_part(text_view part, std::size_t size, error_code& ec) {
    if (depth_ == 0) return refuse_root("a string", ec);
    return skipping() || put_text(view(part), size == part.size(), ec);
}

ECR_DECL bool json_handler::on_string(text_view last, std::size_t size, error_code& ec) {
    if (depth_ == 0) return refuse_root("a string", ec);
    return skipping() || (put_text(view(last), size == last.size(), ec) && check(text_.end(), ec));
}

ECR_DECL bool json_handler::put_text(std::string_view part, bool first, error_code& ec) {
    if (first) {
        const auto [type, place] = next_target();
        if (!check(text_.begin(*type, place), ec)) return false;
    }
    return check(text_.append(part), ec);
}

ECR_DECL bool json_handler::check(std::string problem, error_code& ec) {
    if (problem.empty()) return true;
    problem_ = std::move(problem);
    ec = make_error_code(boost::system::errc::invalid_argument);
    return false;
}

ECR_DECL bool json_handler::refuse_root(std::string_view got, error_code& ec) {
    return check(mismatch(value_kind::structure, got), ec);
}

ECR_DECL std::string json_handler::path() const {
    std::string text;
    for (std::size_t at = 0; at != depth_; ++at) {
        const frame& each = frames_[at];
        if (each.structure != nullptr) {
            if (each.member == nullptr) break;
            if (!text.empty()) text += '.';
            text += each.member->wire;
        } else if (each.holder->kind == value_kind::list) {
            if (each.index != 0) text += '[' + std::to_string(each.index - 1) + ']';
        } else if (at + 1 == depth_ && each.index != 0) {
            text += '.' + key_;
        }
    }
    return text;
}

}
