#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/utf8.hpp>
#include <ecr/detail/xml_reader.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

namespace xml {

inline constexpr bool is_space(char c) noexcept {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

inline constexpr bool begins_name(char c) noexcept {
    return is_letter(c) || c == '_';
}

inline constexpr bool continues_name(char c) noexcept {
    return is_alphanumeric(c) || c == '_' || c == '-' || c == '.' || c == ':';
}

inline constexpr bool is_character(std::uint32_t code) noexcept {
    if (code < 0x20) return code == '\t' || code == '\n' || code == '\r';
    return code < 0xD800 || (code > 0xDFFF && code < 0xFFFE) || (code > 0xFFFF && code <= 0x10FFFF);
}

inline void append_utf8(std::string& out, std::uint32_t code) {
    const auto tail = [&](unsigned shift) { out += static_cast<char>(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0U | code >> 6U);
        tail(0);
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0U | code >> 12U);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0U | code >> 18U);
        tail(12);
        tail(6);
        tail(0);
    }
}

/// What stands between an ampersand and a semicolon; nothing if it is not one of those allowed.
inline std::optional<std::uint32_t> referenced(std::string_view name) noexcept {
    constexpr std::pair<std::string_view, char> entities[] = {
        {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [entity, character] : entities) {
        if (name == entity) return static_cast<std::uint32_t>(character);
    }
    if (!name.starts_with('#')) return std::nullopt;
    const bool hexadecimal = name.starts_with("#x");
    name.remove_prefix(hexadecimal ? 2 : 1);
    std::uint32_t code = 0;
    const auto [end, error] =
        std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
    if (error != std::errc() || end != name.data() + name.size() || !is_character(code)) return std::nullopt;
    return code;
}

class parser {
public:
    parser(std::string_view text, const xml_limits& limits) noexcept
        : whole_(text.size())
        , rest_(text)
        , limits_(limits) {}

    or_refusal<xml_element> document() {
        xml_element root;
        bool good = declaration();
        skip_space();
        good = good && element(root, 1);
        skip_space();
        if (good && !rest_.empty()) good = fail("there is more after the end of the document");
        if (!good) return refused();
        return root;
    }

private:
    bool fail(std::string_view problem) {
        if (problem_.empty()) problem_ = problem;
        return false;
    }

    refusal refused() const {
        return refuse("XML, byte " + std::to_string(whole_ - rest_.size()) + ": " + std::string(problem_));
    }

    bool take(std::string_view expected) noexcept {
        if (!rest_.starts_with(expected)) return false;
        rest_.remove_prefix(expected.size());
        return true;
    }

    void skip_space() noexcept {
        while (!rest_.empty() && is_space(rest_.front())) rest_.remove_prefix(1);
    }

    bool declaration() {
        if (!take("<?xml")) return true;
        if (rest_.empty() || !is_space(rest_.front())) return fail("a processing instruction");
        const auto before = rest_;
        if (!attributes() || !take("?>")) return fail("a broken XML declaration");
        const auto text = lower_case(before.substr(0, before.size() - rest_.size()));
        if (text.find("encoding") != text.npos && text.find("utf-8") == text.npos)
            return fail("an encoding other than UTF-8");
        return true;
    }

    std::string_view name() noexcept {
        if (rest_.empty() || !begins_name(rest_.front())) return {};
        const auto end = std::find_if_not(rest_.begin(), rest_.end(), continues_name);
        const auto found = rest_.substr(0, static_cast<std::size_t>(end - rest_.begin()));
        rest_.remove_prefix(found.size());
        return found;
    }

    bool attributes() {
        std::vector<std::string_view> seen;
        for (;;) {
            const auto before = rest_.size();
            skip_space();
            if (rest_.empty() || !begins_name(rest_.front())) return true;
            if (before == rest_.size()) return fail("no space before an attribute");
            const auto found = name();
            if (std::ranges::find(seen, found) != seen.end()) return fail("an attribute twice");
            seen.push_back(found);
            skip_space();
            if (!take("=")) return fail("an attribute without a value");
            skip_space();
            if (!attribute_value()) return false;
        }
    }

    bool attribute_value() {
        const char quote = rest_.empty() ? '\0' : rest_.front();
        if (quote != '"' && quote != '\'') return fail("an attribute without quotes");
        const auto end = rest_.find(quote, 1);
        if (end == rest_.npos) return fail("an attribute that does not end");
        std::string ignored;
        const auto value = rest_.substr(1, end - 1);
        if (value.find('<') != value.npos) return fail("an attribute that does not end");
        if (!append_text(ignored, value)) return false;
        rest_.remove_prefix(end + 1);
        return true;
    }

    bool element(xml_element& out, std::size_t depth) {
        if (depth > limits_.depth) return fail("elements are nested too deep");
        if (++elements_ > limits_.elements) return fail("too many elements");
        if (!rest_.starts_with('<')) return fail("an element was expected");
        if (rest_.starts_with("<!")) return fail("a document type, comment or CDATA section");
        if (rest_.starts_with("<?")) return fail("a processing instruction");
        rest_.remove_prefix(1);
        out.name = name();
        if (out.name.empty()) return fail("an element without a name");
        if (!attributes()) return false;
        if (take("/>")) return true;
        if (!take(">")) return fail("a broken tag");
        return content(out, depth) && end_tag(out);
    }

    bool content(xml_element& out, std::size_t depth) {
        while (!rest_.starts_with("</")) {
            const auto end = rest_.find('<');
            if (end == rest_.npos) return fail("an element that does not end");
            if (!append_text(out.text, rest_.substr(0, end))) return false;
            rest_.remove_prefix(end);
            if (rest_.starts_with("</")) break;
            if (!element(out.children.emplace_back(), depth + 1)) return false;
        }
        if (out.children.empty()) return true;
        if (!std::ranges::all_of(out.text, is_space)) return fail("text between elements");
        out.text.clear();
        return true;
    }

    bool end_tag(const xml_element& out) {
        rest_.remove_prefix(2);
        if (name() != out.name) return fail("an element that another one's tag ends");
        skip_space();
        return take(">") || fail("a broken tag");
    }

    bool append_text(std::string& out, std::string_view text) {
        if (text.find("]]>") != text.npos) return fail("the end of a CDATA section");
        while (!text.empty()) {
            const auto end = std::min(text.find('&'), text.size());
            for (const char c : text.substr(0, end)) {
                if (!is_character(static_cast<unsigned char>(c)) || c == '\x7F')
                    return fail("a control character");
            }
            out += text.substr(0, end);
            text.remove_prefix(end);
            if (text.empty()) break;
            const auto semicolon = text.substr(0, 12).find(';');
            const auto code =
                semicolon == text.npos ? std::nullopt : referenced(text.substr(1, semicolon - 1));
            if (!code) return fail("an entity that is not one of the five");
            append_utf8(out, *code);
            text.remove_prefix(semicolon + 1);
        }
        return true;
    }

    const std::size_t whole_;
    std::string_view rest_;
    const xml_limits limits_;
    std::size_t elements_ = 0;
    std::string_view problem_{};
};

}

ECR_DECL const xml_element* xml_element::child(std::string_view wanted) const noexcept {
    const auto found = std::ranges::find(children, wanted, &xml_element::name);
    return found == children.end() ? nullptr : &*found;
}

ECR_DECL std::string_view xml_element::text_at(std::string_view path) const noexcept {
    const auto slash = path.find('/');
    const auto* const next = child(path.substr(0, slash));
    if (next == nullptr) return {};
    return slash == path.npos ? std::string_view(next->text) : next->text_at(path.substr(slash + 1));
}

ECR_DECL or_refusal<xml_element> read_xml(std::string_view text, const xml_limits& limits) {
    if (text.size() > limits.size)
        return refuse("XML of " + std::to_string(text.size()) + " bytes is too long");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (utf8_valid_prefix(text) != text.size()) return refuse("XML that is not UTF-8");
    return xml::parser(text, limits).document();
}

}
