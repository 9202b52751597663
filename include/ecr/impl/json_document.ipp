#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/json_document.hpp>

#include <boost/container/pmr/memory_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

#include <openssl/crypto.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

/// Gives memory back only after it was overwritten. Boost.JSON needs no more than the usual alignment,
/// and 1.81 does not always name the same one when it gives memory back.
class wiping_memory final : public boost::container::pmr::memory_resource {
    void* do_allocate(std::size_t size, std::size_t) override { return ::operator new(size); }
    void do_deallocate(void* place, std::size_t size, std::size_t) override {
        OPENSSL_cleanse(place, size);
        ::operator delete(place);
    }
    bool do_is_equal(const boost::container::pmr::memory_resource& other) const noexcept override {
        return this == &other;
    }
};

struct json_document::tree {
    static const boost::json::value* find(const boost::json::object& among, std::string_view name) {
        if (const auto* const exact = among.if_contains(name)) return exact;
        const auto same = [](char left, char right) { return to_lower(left) == to_lower(right); };
        const auto found = std::ranges::find_if(among, [&](const boost::json::key_value_pair& each) {
            return std::ranges::equal(std::string_view(each.key().data(), each.key().size()), name, same);
        });
        return found == among.end() ? nullptr : &found->value();
    }

    /// Boost.JSON reads 1e999 as infinity, which could not be written again.
    static bool is_finite(const boost::json::value& value) {
        if (const auto* const number = value.if_double()) return std::isfinite(*number);
        if (const auto* const items = value.if_array()) return std::ranges::all_of(*items, is_finite);
        const auto* const members = value.if_object();
        const auto holds = [](const boost::json::key_value_pair& each) { return is_finite(each.value()); };
        return members == nullptr || std::ranges::all_of(*members, holds);
    }

    [[nodiscard]] const boost::json::value* at(std::string_view name) const {
        const auto dot = name.find('.');
        const auto* const found = find(object, name.substr(0, dot));
        if (dot == name.npos || found == nullptr) return found;
        const auto* const inner = found->if_object();
        return inner == nullptr ? nullptr : find(*inner, name.substr(dot + 1));
    }

    boost::json::storage_ptr memory = boost::json::make_shared_resource<wiping_memory>();
    boost::json::object object{memory};
};

ECR_DECL json_document::json_document()
    : tree_(std::make_unique<tree>()) {}
ECR_DECL json_document::json_document(json_document&&) noexcept = default;
ECR_DECL json_document& json_document::operator=(json_document&&) noexcept = default;
ECR_DECL json_document::~json_document() = default;

ECR_DECL or_refusal<json_document> json_document::read(std::string_view text) {
    constexpr std::size_t longest = 64 * 1024;
    if (text.size() > longest) return refuse("JSON of " + std::to_string(text.size()) + " bytes is too long");
    json_document document;
    boost::json::parse_options options;
    options.max_depth = 16;
    boost::system::error_code error;
    auto value = boost::json::parse(text, error, document.tree_->memory, options);
    if (error) return refuse("it is not JSON: " + error.message());
    if (!value.is_object()) return refuse("the JSON is not an object");
    if (!tree::is_finite(value)) return refuse("a number in the JSON is too large");
    document.tree_->object = std::move(value.get_object());
    return document;
}

ECR_DECL std::optional<std::string_view> json_document::text(std::string_view name) const {
    const auto* const found = tree_->at(name);
    if (found == nullptr || !found->is_string()) return std::nullopt;
    const auto& text = found->get_string();
    return std::string_view(text.data(), text.size());
}

ECR_DECL std::optional<std::int64_t> json_document::integer(std::string_view name) const {
    const auto* const found = tree_->at(name);
    if (found == nullptr || !found->is_int64()) return std::nullopt;
    return found->get_int64();
}

ECR_DECL void json_document::set(std::string_view name, std::string_view text) {
    const auto dot = name.find('.');
    auto* target = &tree_->object;
    if (dot != name.npos) {
        auto& outer = (*target)[name.substr(0, dot)];
        if (!outer.is_object()) outer.emplace_object();
        target = &outer.get_object();
        name.remove_prefix(dot + 1);
    }
    (*target)[name] = text;
}

ECR_DECL std::string json_document::written() const {
    return boost::json::serialize(tree_->object);
}

ECR_DECL void wipe(std::string& text) noexcept {
    OPENSSL_cleanse(text.data(), text.size());
    text.clear();
}

}
