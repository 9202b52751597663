#pragma once

#include <ecr/detail/reflect.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Why JSON text could not be read into a shape.
struct json_read_error {
    /// The member that does not fit, in the words of the text: `imageDetails[3].imageSizeInBytes`. Empty for
    /// text that is not JSON.
    std::string path{};
    std::string problem{};
    /// How many bytes of the text were read before.
    std::size_t position = 0;
};

ECR_DECL std::string to_string(const json_read_error& error);

/// Reads JSON into a shape while the text arrives, in chunks of any size, without keeping it.
///
/// Unknown members are skipped, a null is an absent value, of a repeated member the last counts. Where the
/// JSON type does not fit the member, or nesting is deeper than 32, reading fails. A text without anything
/// but white space is an empty object.
///
/// A member that comes replaces what the object holds, a member that does not is left as it is; after a
/// failure the object holds what was read by then. It must stay where it is until reading ends.
class json_reader {
public:
    ECR_DECL json_reader(const shape& type, void* object);
    template <shape_type Shape>
    explicit json_reader(Shape& object)
        : json_reader(shape_of<Shape>, &object) {}
    ECR_DECL ~json_reader();
    json_reader(const json_reader&) = delete;
    json_reader& operator=(const json_reader&) = delete;

    /// Reads one more chunk; false once reading has failed.
    ECR_DECL bool write(std::string_view chunk);

    /// Ends the text, which may be empty; false if it was cut off or reading has failed.
    ECR_DECL bool finish();

    [[nodiscard]] const json_read_error& error() const noexcept { return error_; }

private:
    struct engine;

    ECR_DECL engine& self() noexcept;
    ECR_DECL bool fail(std::string problem);
    ECR_DECL bool refuse_rest(std::string_view rest);

    // The parser lives here and not behind a pointer: one response, no allocation.
    alignas(std::max_align_t) std::byte storage_[2560];
    std::size_t consumed_ = 0;
    bool started_ = false;
    bool failed_ = false;
    json_read_error error_{};
};

/// Reads a whole text at once; an error, or nothing.
template <shape_type Shape>
[[nodiscard]] std::string json_read(std::string_view text, Shape& object) {
    json_reader reader(object);
    if (reader.write(text) && reader.finish()) return {};
    return to_string(reader.error());
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json_read.ipp>
#endif
