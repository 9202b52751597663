#include <ecr/detail/sts.hpp>
#include <ecr/detail/utf8.hpp>
#include <ecr/detail/xml_reader.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

using ecr::detail::xml_element;

void require(bool condition) {
    if (!condition) std::abort();
}

void append_escaped(std::string& out, std::string_view text) {
    for (const char c : text) {
        if (c == '<' || c == '&' || c == '>') {
            out += "&#" + std::to_string(static_cast<int>(c)) + ";";
        } else {
            out += c;
        }
    }
}

std::string written(const xml_element& element) {
    std::string out = "<" + element.name + ">";
    append_escaped(out, element.text);
    for (const auto& each : element.children) out += written(each);
    return out + "</" + element.name + ">";
}

std::size_t count(const xml_element& element, std::size_t depth) {
    require(depth <= 16);
    require(!element.name.empty());
    require(element.text.empty() || element.children.empty());
    require(ecr::detail::utf8_valid_prefix(element.text) == element.text.size());
    std::size_t sum = 1;
    for (const auto& each : element.children) sum += count(each, depth + 1);
    return sum;
}

}

// What is accepted keeps the limits, and is read from what is written of it again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    // A copy without a byte to spare, so that the address sanitizer sees a read beyond the end.
    const std::vector<char> copy(data, data + size);
    const std::string_view text(copy.data(), copy.size());
    static_cast<void>(ecr::detail::read_assumed_role(text));
    static_cast<void>(ecr::detail::read_caller_identity(text));
    static_cast<void>(ecr::detail::read_sts_error(text));
    const auto read = ecr::detail::read_xml(text);
    if (!read) {
        require(!read.error().reason.empty());
        return 0;
    }
    require(count(*read, 1) <= 1000);
    const auto once = written(*read);
    const auto again = ecr::detail::read_xml(once, {.size = once.size()});
    require(again.has_value());
    require(written(*again) == once);
    return 0;
}
