#pragma once

#include <ecr/detail/limit.hpp>
#include <ecr/operations.hpp>

#include <boost/json/object.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <set>
#include <string>
#include <support/data_file.hpp>
#include <vector>

/// Compares the code with the published facts of the API and collects what differs, in words.
class parity {
public:
    explicit parity(const boost::json::value& facts)
        : operations_(facts.at("operations").as_object())
        , paginators_(facts.at("paginators").as_object())
        , shapes_(facts.at("shapes").as_object()) {}

    std::vector<std::string> differences() {
        find_what_requests_reach();
        ecr::operations::for_each([this](const auto& operation) { compare_operation(operation); });
        expect(operations_.size() == ecr::operations::count, "number of operations");
        compare_counts();
        compare_errors();
        return std::move(differences_);
    }

private:
    using object = boost::json::object;
    using value_kind = ecr::detail::value_kind;

    // `RCTAppliedFor` and `rct_applied_for` are the same name.
    static std::string folded(std::string_view name) {
        std::string text;
        for (const char c : name) {
            if (c != '_') text += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        }
        return text;
    }

    void expect(bool holds, std::string what) {
        if (!holds) differences_.push_back(std::move(what));
    }

    const object& fact(std::string_view shape) const { return shapes_.at(shape).as_object(); }

    void find_what_requests_reach() {
        std::vector<std::string> open;
        for (const auto& [name, operation] : operations_)
            open.emplace_back(test::view(operation.at("input")));
        while (!open.empty()) {
            const std::string name = open.back();
            open.pop_back();
            if (!reached_.insert(name).second) continue;
            const object& shape = fact(name);
            if (const auto* members = shape.if_contains("members")) {
                for (const auto& [member, type] : members->as_object()) open.emplace_back(test::view(type));
            }
            for (const auto* part : {"member", "key", "value"}) {
                if (const auto* type = shape.if_contains(part)) open.emplace_back(test::view(*type));
            }
        }
    }

    template <class Operation>
    void compare_operation(const Operation& operation) {
        const std::string name(operation.name());
        const auto* found = operations_.if_contains(name);
        if (found == nullptr) return expect(false, name + " is no operation of the service");
        compare_shape(ecr::detail::shape_of<typename Operation::request_type>,
                      test::view(found->at("input")));
        compare_shape(ecr::detail::shape_of<typename Operation::response_type>,
                      test::view(found->at("output")));
        std::set<std::string> declared;
        for (const auto& error : found->at("errors").as_array()) declared.emplace(test::view(error));
        std::set<std::string> ours;
        for (const ecr::errc code : Operation::errors_type::codes) ours.emplace(to_string(code));
        expect(declared == ours, name + ": declared errors");
        compare_pages<Operation>(name);
    }

    void compare_shape(const ecr::detail::shape& shape, std::string_view name) {
        const std::string text(name);
        if (!compared_.insert(text).second) return;
        expect(folded(shape.name) == folded(name), text + " is called " + std::string(shape.name));
        const object& members = fact(name).at("members").as_object();
        expect(members.size() == shape.count, text + ": number of members");
        std::size_t index = 0;
        for (const auto& [member, type] : members) {
            if (index == shape.count) break;
            compare_member(shape.fields[index++], text, member, test::view(type));
        }
    }

    void compare_member(const ecr::detail::field& field, const std::string& shape, std::string_view member,
                        std::string_view type) {
        const std::string where = shape + "." + std::string(member);
        expect(field.wire == member, where + " is written as " + std::string(field.wire));
        const bool optional = field.value->kind == value_kind::optional;
        const auto& kind = optional ? *field.value->inner : *field.value;
        const bool container = kind.kind == value_kind::list || kind.kind == value_kind::map;
        bool required = field.required || (!optional && (!container || reached_.contains(shape)));
        expect(required == requires_member(shape, member), where + ": required");
        compare_type(kind, type, where);
        const auto* bounds = field.bounds != nullptr ? field.bounds : ecr::detail::usual_limit(field.name);
        compare_limit(kind, bounds, type, where);
    }

    bool requires_member(std::string_view shape, std::string_view member) const {
        const auto* required = fact(shape).if_contains("required");
        if (required == nullptr) return false;
        const auto& names = required->as_array();
        return std::any_of(names.begin(), names.end(),
                           [&](const auto& name) { return test::view(name) == member; });
    }

    void compare_type(const ecr::detail::value_type& type, std::string_view name, const std::string& where) {
        static const std::map<std::string_view, value_kind> kinds{
            {"boolean", value_kind::boolean},
            {"integer", value_kind::int32},
            {"long", value_kind::int64},
            {"double", value_kind::real},
            {"string", value_kind::text},
            {"timestamp", value_kind::timestamp},
            {"structure", value_kind::structure},
            {"list", value_kind::list},
            {"map", value_kind::map},
            {"blob", value_kind::blob},
        };
        const object& shape = fact(name);
        const auto* values = shape.if_contains("enum");
        const auto expected =
            values != nullptr ? value_kind::enumeration : kinds.at(test::view(shape.at("type")));
        if (type.kind != expected) return expect(false, where + ": type");
        if (values != nullptr) compare_enum(*type.names, std::string(name), values->as_array());
        if (expected == value_kind::structure) compare_shape(*type.structure, name);
        if (expected == value_kind::list)
            compare_type(*type.inner, test::view(shape.at("member")), where + "[]");
        if (expected == value_kind::map)
            compare_type(*type.inner, test::view(shape.at("value")), where + "{}");
    }

    void compare_enum(const ecr::detail::enum_names& names, const std::string& name,
                      const boost::json::array& values) {
        if (!enums_.insert(name).second) return;
        expect(folded(names.type) == folded(name), name + " is called " + std::string(names.type));
        expect(names.count == values.size(), name + ": number of values");
        for (std::size_t index = 0; index < std::min(names.count, values.size()); ++index) {
            expect(names.text(index) == test::view(values[index]),
                   name + ": " + std::string(names.text(index)));
        }
    }

    void compare_limit(const ecr::detail::value_type& type, const ecr::detail::limit* bounds,
                       std::string_view name, const std::string& where) {
        if (type.kind == value_kind::structure) return;
        static constexpr ecr::detail::limit none{};
        if (bounds == nullptr) bounds = &none;
        const object& shape = fact(name);
        const auto number = [&](const char* key, std::int64_t absent) {
            const auto* found = shape.if_contains(key);
            return found != nullptr ? found->as_int64() : absent;
        };
        const auto* pattern = shape.if_contains("pattern");
        expect(bounds->min == number("min", none.min), where + ": smallest");
        expect(bounds->max == number("max", none.max), where + ": largest");
        expect(bounds->pattern == (pattern != nullptr ? test::view(*pattern) : std::string_view()),
               where + ": form");
        const auto* element = shape.if_contains(type.kind == value_kind::map ? "value" : "member");
        if (element != nullptr)
            compare_limit(*type.inner, bounds->element, test::view(*element), where + "[]");
    }

    template <class Operation>
    void compare_pages(const std::string& name) {
        const auto* found = paginators_.if_contains(name);
        expect((found != nullptr) == Operation::paginated, name + ": pagination");
        if (found == nullptr || !Operation::paginated) return;
        std::vector<std::string> lists;
        const auto& keys = found->at("result_key");
        if (keys.is_string()) {
            lists.emplace_back(test::view(keys));
        } else {
            for (const auto& key : keys.as_array()) lists.emplace_back(test::view(key));
        }
        expect(page_lists(typename Operation::pages_type{}) == lists, name + ": result lists");
        expect(test::view(found->at("input_token")) == "nextToken" &&
                   test::view(found->at("output_token")) == "nextToken" &&
                   test::view(found->at("limit_key")) == "maxResults",
               name + ": token and page size");
    }

    template <auto... Lists>
    static std::vector<std::string> page_lists(ecr::pages<Lists...>) {
        return {page_list(Lists)...};
    }
    template <class Shape, class Member>
    static std::string page_list(Member Shape::*list) {
        const Shape object{};
        for (const auto& field : ecr::detail::shape_of<Shape>) {
            if (field.in(&object) == &(object.*list)) return std::string(field.wire);
        }
        return "no member";
    }
    template <auto First, auto Second>
    static std::string page_list(ecr::path<First, Second>) {
        return page_list(First) + "." + page_list(Second);
    }

    void compare_counts() {
        for (const auto& [name, shape] : shapes_) {
            const object& each = shape.as_object();
            const std::string text(name);
            const bool error = each.contains("error");
            if (test::view(each.at("type")) == "structure" && !error)
                expect(compared_.contains(text), text + " is missing");
            if (each.contains("enum")) expect(enums_.contains(text), text + " is missing");
        }
    }

    void compare_errors() {
        std::set<std::string> declared;
        for (const auto& [name, shape] : shapes_) {
            if (shape.as_object().contains("error")) declared.emplace(name);
        }
        std::set<std::string> ours;
        const auto& names = ecr::detail::enum_names_of<ecr::errc>;
        for (std::size_t index = 0; index != names.count; ++index) ours.emplace(names.text(index));
        expect(declared == ours, "error codes");
    }

    const object& operations_;
    const object& paginators_;
    const object& shapes_;
    std::set<std::string> reached_{};
    std::set<std::string> compared_{};
    std::set<std::string> enums_{};
    std::vector<std::string> differences_{};
};
