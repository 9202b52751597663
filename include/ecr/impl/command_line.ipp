#pragma once

#include <ecr/detail/command_line.hpp>

#include <cstddef>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL or_refusal<std::vector<std::string>> split_command(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    bool begun = false;
    char quote = '\0';
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const char next = i + 1 < text.size() ? text[i + 1] : '\0';
        if (c == '\0') return refuse("it has a zero byte");
        if (c == '\\' && quote != '\'' && (quote == '\0' || next == '"' || next == '\\')) {
            if (i + 1 == text.size()) return refuse("it ends with a backslash");
            word += next;
            begun = true;
            ++i;
        } else if (quote != '\0') {
            if (c == quote) {
                quote = '\0';
            } else {
                word += c;
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
            begun = true;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            if (begun) words.push_back(std::exchange(word, {}));
            begun = false;
        } else {
            word += c;
            begun = true;
        }
    }
    if (quote != '\0') return refuse("a quote in it is not closed");
    if (begun) words.push_back(std::move(word));
    if (words.empty() || words.front().empty()) return refuse("it names no program");
    return words;
}

}
