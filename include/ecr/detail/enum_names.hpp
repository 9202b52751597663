#pragma once

#include <ecr/detail/casing.hpp>
#include <ecr/detail/pp.hpp>

#include <cstddef>
#include <iterator>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// The wire texts of an enum, in the order of its enumerators.
struct enum_names {
    static constexpr auto npos = static_cast<std::size_t>(-1);

    std::string_view type{};
    const std::string_view* texts = nullptr;
    std::size_t count = 0;

    constexpr std::string_view text(std::size_t index) const noexcept {
        return index < count ? texts[index] : std::string_view();
    }
    constexpr std::size_t find(std::string_view text) const noexcept {
        for (std::size_t index = 0; index != count; ++index) {
            if (texts[index] == text) return index;
        }
        return npos;
    }
};

/// What every `open_enum` holds; the one type that the JSON engine needs to know.
struct enum_value {
    std::size_t index = enum_names::npos;
    std::string unknown{};

    void assign(const enum_names& names, std::string_view text) {
        index = names.find(text);
        unknown.assign(index == enum_names::npos ? text : std::string_view());
    }
    std::string_view text(const enum_names& names) const noexcept {
        return index == enum_names::npos ? std::string_view(unknown) : names.text(index);
    }
};

/// An enum with an `ECR_ENUM` line.
template <class T>
concept described_enum = requires(T* pointer) {
    ecr_describe_enum(pointer);
};

template <class Enum>
struct enum_table {
    using description = decltype(ecr_describe_enum(static_cast<Enum*>(nullptr)));

    static constexpr std::size_t count = std::size(description::enumerators);
    static constexpr std::size_t length = [] {
        std::size_t total = description::suffix.size() * count;
        for (const auto name : description::enumerators) total += name.size();
        return total;
    }();
    struct buffer {
        char text[length + 1]{};
        std::size_t end[count]{};
    };
    static constexpr buffer texts = [] {
        buffer made;
        std::size_t at = 0;
        for (std::size_t index = 0; index != count; ++index) {
            at += write_cased(description::style, description::enumerators[index], made.text + at);
            for (const char c : description::suffix) made.text[at++] = c;
            made.end[index] = at;
        }
        return made;
    }();
    struct views {
        std::string_view text[count]{};
    };
    static constexpr views list = [] {
        views made;
        for (std::size_t index = 0; index != count; ++index) {
            const std::size_t begin = index == 0 ? 0 : texts.end[index - 1];
            made.text[index] = std::string_view(texts.text + begin, texts.end[index] - begin);
        }
        return made;
    }();
};

template <class Enum>
inline constexpr enum_names enum_names_of{enum_table<Enum>::description::name, enum_table<Enum>::list.text,
                                          enum_table<Enum>::count};

}

/// Describes an enum whose wire texts are SCREAMING_SNAKE: `ECR_ENUM(scan_type, basic, enhanced);`.
///
/// Every enumerator, in order of declaration; a forgotten or misplaced one does not compile.
#define ECR_ENUM(ENUM, ...) ECR_ENUM_AS(screaming, "", ENUM, __VA_ARGS__)

/// The same for enums with another casing, or with a suffix that the enumerators leave out.
#define ECR_ENUM_AS(CASING, SUFFIX, ENUM, ...)                                                               \
    struct ECR_PP_JOIN(ecr_enum_of_, ENUM) {                                                                 \
        static constexpr ::std::string_view name = #ENUM;                                                    \
        static constexpr ::std::string_view suffix = SUFFIX;                                                 \
        static constexpr auto style = ::ecr::detail::casing::CASING;                                         \
        static constexpr ::std::string_view enumerators[] = {ECR_PP_EACH(ECR_DETAIL_QUOTE, __VA_ARGS__)};    \
                                                                                                             \
        static constexpr bool in_order() {                                                                   \
            using enum ENUM;                                                                                 \
            ::std::size_t next = 0;                                                                          \
            for (const auto value : {__VA_ARGS__}) {                                                         \
                if (static_cast<::std::size_t>(value) != next++) return false;                               \
            }                                                                                                \
            return true;                                                                                     \
        }                                                                                                    \
        ECR_DETAIL_SWITCH_IS_COMPLETE                                                                        \
        static constexpr void every_enumerator(ENUM value) {                                                 \
            using enum ENUM;                                                                                 \
            switch (value) { ECR_PP_EACH(ECR_DETAIL_CASE, __VA_ARGS__) break; }                              \
        }                                                                                                    \
        ECR_DETAIL_SWITCH_MAY_BE_PARTIAL                                                                     \
    };                                                                                                       \
    static_assert(ECR_PP_JOIN(ecr_enum_of_, ENUM)::in_order(),                                               \
                  "ECR_ENUM lists the enumerators in order of declaration");                                 \
    ECR_PP_JOIN(ecr_enum_of_, ENUM) ecr_describe_enum(ENUM*)

#define ECR_DETAIL_QUOTE(NAME) #NAME,
#define ECR_DETAIL_CASE(NAME) case NAME:

#if defined(__GNUC__)
#define ECR_DETAIL_SWITCH_IS_COMPLETE                                                                        \
    _Pragma("GCC diagnostic push") _Pragma("GCC diagnostic error \"-Wswitch\"")
#define ECR_DETAIL_SWITCH_MAY_BE_PARTIAL _Pragma("GCC diagnostic pop")
#else
#define ECR_DETAIL_SWITCH_IS_COMPLETE
#define ECR_DETAIL_SWITCH_MAY_BE_PARTIAL
#endif
