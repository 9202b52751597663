#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/detail/pattern.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/utf8.hpp>
#include <ecr/validation.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

// NOLINTBEGIN(misc-no-recursion): a shape never contains itself

class validator {
public:
    explicit validator(bool full)
        : full_(full) {}

    std::vector<violation> take() && { return std::move(found_); }

    void structure(const shape& type, const void* object) {
        for (const field& each : type) {
            const std::size_t length = path_.size();
            if (length != 0) path_ += '.';
            path_ += each.name;
            member(each, each.in(object));
            path_.resize(length);
        }
    }

private:
    void member(const field& each, const void* value) {
        const value_type* type = each.value;
        secret_ = each.secret;
        const bool is_optional = type->kind == value_kind::optional;
        if (is_optional) {
            value = type->get(value);
            type = type->inner;
            if (value == nullptr) return;
        }
        const limit* bounds = each.bounds != nullptr ? each.bounds : usual_limit(each.name);
        if (!is_optional && missing(each, *type, value, bounds)) {
            report(type->kind == value_kind::list ? "needs at least one element" : "is required");
            return;
        }
        check(*type, value, bounds);
    }

    // A member that is not optional is there by its type; an empty one was forgotten unless empty means
    // something.
    bool missing(const field& each, const value_type& type, const void* value, const limit* bounds) const {
        const bool may_be_empty =
            each.may_be_empty || (bounds != nullptr && bounds->has_min() && bounds->min == 0);
        switch (type.kind) {
        case value_kind::text:
            return !may_be_empty && static_cast<const std::string*>(value)->empty();
        case value_kind::enumeration:
            return static_cast<const enum_value*>(value)->text(*type.names).empty();
        case value_kind::list:
            return bounds != nullptr && bounds->min >= 1 && type.list(value).count == 0;
        default:
            return false;
        }
    }

    void check(const value_type& type, const void* value, const limit* bounds) {
        switch (type.kind) {
        case value_kind::structure:
            structure(*type.structure, value);
            return;
        case value_kind::list:
            list(type, value, bounds);
            return;
        case value_kind::text:
            text(*static_cast<const std::string*>(value), bounds);
            return;
        case value_kind::int32:
            number(*static_cast<const std::int32_t*>(value), bounds);
            return;
        case value_kind::int64:
            number(*static_cast<const std::int64_t*>(value), bounds);
            return;
        case value_kind::blob:
            size(static_cast<const blob*>(value)->size(), "bytes", bounds);
            return;
        case value_kind::map:
            size(type.count(value), "entries", bounds);
            return;
        case value_kind::enumeration:
            known(*static_cast<const enum_value*>(value), *type.names);
            return;
        default:
            return;
        }
    }

    void list(const value_type& type, const void* value, const limit* bounds) {
        const auto [data, count] = type.list(value);
        size(count, "elements", bounds);
        const limit* element = bounds != nullptr ? bounds->element : nullptr;
        const std::size_t length = path_.size();
        for (std::size_t index = 0; index != count; ++index) {
            path_.append("[").append(std::to_string(index)).append("]");
            check(*type.inner, static_cast<const std::byte*>(data) + index * type.inner->size, element);
            path_.resize(length);
        }
    }

    void text(std::string_view value, const limit* bounds) {
        if (!full_ || bounds == nullptr) return;
        size(utf8_length(value), "characters", bounds);
        if (!bounds->pattern.empty()) form(value, bounds->pattern);
    }

    void form(std::string_view value, std::string_view expression) {
        const pattern* compiled = compile(expression);
        if (compiled == nullptr) {
            report("cannot be checked: the form " + std::string(expression) + " is not understood");
        } else if (!compiled->matches(value)) {
            report("is " + shown(value) + ", which is not of the form " + std::string(expression));
        }
    }

    void number(std::int64_t value, const limit* bounds) {
        if (!full_ || bounds == nullptr) return;
        const auto problem = [&](std::string_view side, std::int64_t bound) {
            report("is " + std::to_string(value) + ", " + std::string(side) + " " + std::to_string(bound) +
                   " is allowed");
        };
        if (value < bounds->min) problem("at least", bounds->min);
        if (value > bounds->max) problem("at most", bounds->max);
    }

    void size(std::size_t count, std::string_view unit, const limit* bounds) {
        if (!full_ || bounds == nullptr) return;
        const auto problem = [&](std::string_view side, std::int64_t bound) {
            report("has " + std::to_string(count) + " " + std::string(unit) + ", " + std::string(side) + " " +
                   std::to_string(bound) + " are allowed");
        };
        if (std::cmp_less(count, bounds->min)) problem("at least", bounds->min);
        if (std::cmp_greater(count, bounds->max)) problem("at most", bounds->max);
    }

    void known(const enum_value& value, const enum_names& names) {
        if (!full_ || value.index != enum_names::npos) return;
        std::string all;
        for (std::size_t index = 0; index != names.count; ++index) {
            all.append(index == 0 ? "" : ", ").append(names.text(index));
        }
        report("is " + shown(value.unknown) + ", which is none of " + all);
    }

    const pattern* compile(std::string_view expression) {
        for (const auto& [known, compiled] : patterns_) {
            if (known == expression) return &compiled;
        }
        auto compiled = pattern::compile(expression);
        if (!compiled) return nullptr;
        return &patterns_.emplace_back(expression, std::move(*compiled)).second;
    }

    std::string shown(std::string_view value) const { return secret_ ? "a secret" : quoted(value); }

    void report(std::string problem) { found_.push_back({path_, std::move(problem)}); }

    bool full_;
    bool secret_ = false;
    std::string path_{};
    std::vector<violation> found_{};
    std::vector<std::pair<std::string_view, pattern>> patterns_{};
};

// NOLINTEND(misc-no-recursion)

ECR_DECL std::vector<violation> validate(const shape& type, const void* object, validation_level level) {
    if (level == validation_level::off) return {};
    validator checks(level == validation_level::full);
    checks.structure(type, object);
    return std::move(checks).take();
}

}
