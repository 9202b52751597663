#include <ecr/detail/aws_files.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace ecr::detail;

void require(bool condition) {
    if (!condition) std::abort();
}

// Names came through the rules for names, and places are lines of one of the files.
void check(const file_sections& sections, std::size_t lines) {
    const auto check_place = [&](const file_place& place) {
        require(place.line >= 1 && place.line <= lines && (place.file == "a" || place.file == "b"));
    };
    for (const auto& [name, section] : sections) {
        require(!name.empty() && name.find_first_of(" \t\r\n[]#;=\"'") == name.npos);
        check_place(section.place);
        for (const auto& [key, property] : section.properties) {
            require(!key.empty() && key.find_first_of(" \t\n=#;") == key.npos);
            require(key.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == key.npos);
            check_place(property.place);
            require(property.nested.empty() || property.text.empty());
            for (const auto& [below, value] : property.nested) {
                require(!below.empty() && value.text.reveal().find('\n') == std::string_view::npos);
                check_place(value.place);
            }
        }
    }
}

void check_messages(const std::vector<std::string>& messages) {
    for (const auto& each : messages) {
        require(each.starts_with("a:") || each.starts_with("b:"));
        for (const char c : each) require(c >= ' ' && c <= '~');
    }
}

bool same(const file_sections& left, const file_sections& right) {
    if (left.size() != right.size()) return false;
    for (const auto& [name, section] : left) {
        const auto other = right.find(name);
        if (other == right.end() || other->second.properties.size() != section.properties.size())
            return false;
        for (const auto& [key, property] : section.properties) {
            const auto* twin = other->second.find(key);
            if (twin == nullptr || !(twin->text == property.text)) return false;
        }
    }
    return true;
}

}

// The text up to the first zero byte is the config file, the rest the credentials file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const auto config = input.substr(0, input.find('\0'));
    const auto credentials = input.substr(std::min(size, config.size() + 1));

    const auto files = parse_aws_files({.path = "a", .text = config}, {.path = "b", .text = credentials});
    for (const auto* sections : {&files.profiles, &files.sso_sessions, &files.services})
        check(*sections, size + 1);
    check_messages(files.warnings);
    check_messages(files.errors);

    // Lines that say nothing change nothing.
    const auto padded = parse_aws_files({.path = "a", .text = std::string(config) + "\n# x\n \t\n"},
                                        {.path = "b", .text = std::string(credentials) + "\n;\n"});
    require(same(files.profiles, padded.profiles) && same(files.services, padded.services));
    require(files.errors == padded.errors && files.warnings == padded.warnings);
    return 0;
}
