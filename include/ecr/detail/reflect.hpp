#pragma once

#include <ecr/detail/casing.hpp>
#include <ecr/detail/pp.hpp>
#include <ecr/detail/value_type.hpp>

#include <concepts>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <type_traits>

namespace ecr::inline ECR_ABI::detail {

struct limit;

/// One member of a shape. `wire` and everything after it may be set beside the member in `ECR_SHAPE`.
struct field {
    std::string_view name{};
    std::size_t offset = 0;
    const value_type* value = nullptr;
    std::string_view wire{};       // computed from the name when empty
    const limit* bounds = nullptr; // found by the name when null
    bool required = false;         // for a list of a response that the service always sends
    bool may_be_empty = false;     // although required, for a text
    bool secret = false;           // never printed

    const void* in(const void* object) const noexcept {
        return static_cast<const std::byte*>(object) + offset;
    }
    void* in(void* object) const noexcept { return static_cast<std::byte*>(object) + offset; }
};

/// A described struct, as the engines that are not templates see it.
struct shape {
    std::string_view name{};
    const field* fields = nullptr;
    std::size_t count = 0;

    const field* begin() const noexcept { return fields; }
    const field* end() const noexcept { return fields + count; }
};

/// Computes the field table of a shape, when something first needs it.
template <shape_type Shape>
struct shape_table {
    using description = shape_description<Shape>;

    static constexpr std::size_t count = std::size(description::template ecr_fields<Shape>) - 1;
    static_assert(count != 0 || std::is_empty_v<Shape>, "ECR_SHAPE lists every member");
    static constexpr std::size_t length = [] {
        std::size_t total = 0;
        for (const field& each : description::template ecr_fields<Shape>) total += each.name.size();
        return total;
    }();
    struct buffer {
        char text[length + 1]{};
        std::size_t size[count + 1]{};
    };
    static constexpr buffer names = [] {
        buffer made;
        std::size_t at = 0;
        for (std::size_t index = 0; index != count; ++index) {
            const field& each = description::template ecr_fields<Shape>[index];
            made.size[index] = write_cased(casing::lower_camel, each.name, made.text + at);
            at += made.size[index];
        }
        return made;
    }();
    struct list {
        field all[count + 1]{};
    };
    static constexpr list fields = [] {
        list made;
        const char* text = names.text;
        for (std::size_t index = 0; index != count; ++index) {
            made.all[index] = description::template ecr_fields<Shape>[index];
            if (made.all[index].wire.empty())
                made.all[index].wire = std::string_view(text, names.size[index]);
            text += names.size[index];
        }
        return made;
    }();
};

/// Where the described struct is. Apart from the computation and without a constraint, so that declaring it
/// for an operation costs nothing: the overloads that describe shapes are many.
template <class Shape>
struct shape_place {
    static const shape whole;
};

template <class Shape>
constinit const shape shape_place<Shape>::whole{shape_description<Shape>::ecr_name,
                                                shape_table<Shape>::fields.all, shape_table<Shape>::count};

template <shape_type Shape>
inline constexpr const shape& shape_of = shape_place<Shape>::whole;

}

/// Describes a struct: `ECR_SHAPE(tag_resource_request, resource_arn, tags);`, every member, or it does not
/// compile.
///
/// Wire names are computed from the member names. A member that is an exception is listed as `(member, .wire
/// = "Key")`, with any of the fields that follow `wire` in `ecr::detail::field`. Equality, printing, JSON and
/// validation follow.
#define ECR_SHAPE(SHAPE, ...)                                                                                \
    ECR_DETAIL_OFFSETS_BEGIN                                                                                 \
    struct ECR_PP_JOIN(ecr_shape_of_, SHAPE) {                                                               \
        using ecr_shape = SHAPE;                                                                             \
        static constexpr ::std::string_view ecr_name = #SHAPE;                                               \
        template <class Shape>                                                                               \
        static constexpr ::ecr::detail::field ecr_fields[] = {ECR_PP_EACH(ECR_DETAIL_FIELD, __VA_ARGS__){}}; \
                                                                                                             \
        static_assert((false __VA_OPT__(|| true)) || ::std::is_empty_v<SHAPE>,                               \
                      #SHAPE " has members to list");                                                        \
                                                                                                             \
    private:                                                                                                 \
        static void ecr_every_member([[maybe_unused]] SHAPE& ecr_self) {                                     \
            __VA_OPT__([[maybe_unused]] auto& [ECR_DETAIL_MEMBERS(__VA_ARGS__)] = ecr_self;)                 \
        }                                                                                                    \
    };                                                                                                       \
    ECR_DETAIL_OFFSETS_END                                                                                   \
    using ::ecr::operator==;                                                                                 \
    using ::ecr::operator<<;                                                                                 \
    using ::ecr::to_string;                                                                                  \
    ECR_PP_JOIN(ecr_shape_of_, SHAPE) ecr_describe_shape(const SHAPE*)

/// Follows each operation of the library: with separate compilation its tables are in the source file that
/// includes ecr/src.hpp, and source files that use the operation need not make them again.
#if !defined(ECR_SEPARATE_COMPILATION)
#define ECR_COMPILED_SHAPES(OPERATION) static_assert(true)
#elif defined(ECR_SOURCE)
#define ECR_COMPILED_SHAPES(OPERATION) ECR_DETAIL_COMPILED(template, OPERATION)
#else
#define ECR_COMPILED_SHAPES(OPERATION) ECR_DETAIL_COMPILED(extern template, OPERATION)
#endif
#define ECR_DETAIL_COMPILED(TEMPLATE, OPERATION)                                                             \
    TEMPLATE const detail::shape detail::shape_place<ECR_PP_JOIN(OPERATION, _request)>::whole;               \
    TEMPLATE const detail::shape detail::shape_place<ECR_PP_JOIN(OPERATION, _response)>::whole

#define ECR_DETAIL_FIELD(ENTRY) ECR_DETAIL_FIELD_I(ECR_PP_BARE(ENTRY))
#define ECR_DETAIL_FIELD_I(...) ECR_DETAIL_FIELD_II(__VA_ARGS__)
#define ECR_DETAIL_FIELD_II(MEMBER, ...)                                                                     \
    {.name = #MEMBER,                                                                                        \
     .offset = offsetof(Shape, MEMBER),                                                                      \
     .value = &::ecr::detail::value_type_of<decltype(Shape::MEMBER)> __VA_OPT__(, ) __VA_ARGS__},

#define ECR_DETAIL_MEMBERS(FIRST, ...) ECR_DETAIL_NAME(FIRST) ECR_PP_EACH(ECR_DETAIL_AND_NAME, __VA_ARGS__)
#define ECR_DETAIL_AND_NAME(ENTRY) , ECR_DETAIL_NAME(ENTRY)
#define ECR_DETAIL_NAME(ENTRY) ECR_DETAIL_NAME_I(ECR_PP_BARE(ENTRY))
#define ECR_DETAIL_NAME_I(...) ECR_DETAIL_NAME_II(__VA_ARGS__)
#define ECR_DETAIL_NAME_II(MEMBER, ...) MEMBER

// Members such as std::optional need not be standard-layout; offsetof works for them on every compiler we
// support.
#if defined(__GNUC__)
#define ECR_DETAIL_OFFSETS_BEGIN                                                                             \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic ignored \"-Winvalid-offsetof\"")
#define ECR_DETAIL_OFFSETS_END _Pragma("GCC diagnostic pop")
#else
#define ECR_DETAIL_OFFSETS_BEGIN
#define ECR_DETAIL_OFFSETS_END
#endif
