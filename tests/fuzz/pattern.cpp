#include <ecr/detail/pattern.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

using expression = ecr::detail::pattern;

// The first line is an expression, the rest a text. Ways of writing the same language must agree about the
// text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto line = input.find('\n');
    const auto source = std::string(input.substr(0, line));
    const auto text = line == input.npos ? std::string_view() : input.substr(line + 1);
    const auto compiled = expression::compile(source);
    if (!compiled) return 0;
    const auto matching = compiled->matches(text);

    const auto grouped = expression::compile("(?:" + source + ")");
    if (!grouped || grouped->matches(text) != matching) std::abort();
    for (const auto& same :
         {source + "|" + source, "(" + source + "){1}", "^(" + source + ")$", "()" + source + "|[^\\s\\S]"}) {
        const auto other = expression::compile(same);
        if (other && other->matches(text) != matching) std::abort();
    }
    const auto optional = expression::compile("(" + source + ")?");
    if (optional && optional->matches(text) != (matching || text.empty())) std::abort();
    return 0;
}
