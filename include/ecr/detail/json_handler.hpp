#pragma once

#include <ecr/detail/json_value.hpp>
#include <ecr/detail/reflect.hpp>

#include <boost/json/string_view.hpp>
#include <boost/system/error_code.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Takes the events of Boost.JSON's parser and puts the values where the tables say.
///
/// The names of the functions, their parameters and the four limits are what `boost::json::basic_parser` asks
/// for. The outermost value must be an object, which is for the caller to see to.
class json_handler {
public:
    using error_code = boost::system::error_code;
    using text_view = boost::json::string_view;

    /// Deepest nesting of objects and lists, known and unknown ones together.
    static constexpr std::size_t max_depth = 32;

    static constexpr auto max_object_size = static_cast<std::size_t>(-1);
    static constexpr auto max_array_size = static_cast<std::size_t>(-1);
    static constexpr auto max_key_size = static_cast<std::size_t>(-1);
    static constexpr auto max_string_size = static_cast<std::size_t>(-1);

    json_handler(const shape& type, void* object) noexcept
        : root_type_(type)
        , root_(object) {}

    ECR_DECL bool on_document_begin(error_code& ec);
    ECR_DECL bool on_document_end(error_code& ec);
    ECR_DECL bool on_object_begin(error_code& ec);
    ECR_DECL bool on_object_end(std::size_t count, error_code& ec);
    ECR_DECL bool on_array_begin(error_code& ec);
    ECR_DECL bool on_array_end(std::size_t count, error_code& ec);
    ECR_DECL bool on_key_part(text_view part, std::size_t size, error_code& ec);
    ECR_DECL bool on_key(text_view last, std::size_t size, error_code& ec);
    ECR_DECL bool on_string_part(text_view part, std::size_t size, error_code& ec);
    ECR_DECL bool on_string(text_view last, std::size_t size, error_code& ec);
    ECR_DECL bool on_number_part(text_view part, error_code& ec);
    ECR_DECL bool on_int64(std::int64_t value, text_view last, error_code& ec);
    ECR_DECL bool on_uint64(std::uint64_t value, text_view last, error_code& ec);
    ECR_DECL bool on_double(double value, text_view last, error_code& ec);
    ECR_DECL bool on_bool(bool value, error_code& ec);
    ECR_DECL bool on_null(error_code& ec);
    bool on_comment_part(text_view, error_code&) { return true; }
    bool on_comment(text_view, error_code&) { return true; }

    [[nodiscard]] const std::string& problem() const noexcept { return problem_; }
    [[nodiscard]] ECR_DECL std::string path() const;

private:
    /// An object or list that is open in the text.
    struct frame {
        const shape* structure;   // of an object that is a structure
        const value_type* holder; // of a list or a map
        void* object;
        const field* member =
            nullptr;           // of a structure: the value that comes next is for this one, or unknown
        std::size_t index = 0; // of a structure: the next field to try; of a list: the elements that came
    };
    /// Where a value goes.
    struct target {
        const value_type* type = nullptr;
        void* value = nullptr;
    };

    ECR_DECL void open(frame opened);
    ECR_DECL void append_key(std::string_view part);
    ECR_DECL void find_member(std::string_view key);
    ECR_DECL target next_target();
    ECR_DECL std::string_view number_text(std::string_view last);
    ECR_DECL std::string_view key_of(const frame& map, const void* value) const;
    // What is wrong ends the parse. Always false.
    ECR_DECL bool refuse(value_kind expected, std::string_view got, error_code& ec);
    bool skipping() const noexcept {
        const frame& top = frames_[depth_ - 1];
        return skipped_ != 0 || (top.structure != nullptr && top.member == nullptr);
    }

    const shape& root_type_;
    void* root_;
    std::array<frame, max_depth> frames_;
    std::size_t depth_ = 0;
    std::size_t skipped_ = 0; // open objects and lists inside an unknown member
    bool key_open_ = false;   // the beginning of a key came, and its end did not
    std::string key_{};       // of a map, or of a key that came in parts
    std::string number_{};    // of a number that came in parts
    text_pieces text_{};
    std::string problem_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json_handler.ipp>
#endif
