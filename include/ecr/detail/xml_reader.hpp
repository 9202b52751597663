#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// One element: either text or children, white space beside them aside.
struct xml_element {
    std::string name{};
    std::string text{};
    std::vector<xml_element> children{};

    /// The first child of that name, or null.
    [[nodiscard]] ECR_DECL const xml_element* child(std::string_view name) const noexcept;

    /// The text of the element that the names, separated by slashes, lead to; empty where there is none.
    [[nodiscard]] ECR_DECL std::string_view text_at(std::string_view path) const noexcept;
};

/// What a document may cost before it is given up.
struct xml_limits {
    std::size_t size = 64 * 1024;
    std::size_t depth = 16;
    std::size_t elements = 1000;
};

/// Reads the XML that a service writes and nothing else: elements, attributes, which are checked and dropped,
/// text in UTF-8, the five entities and character references. What hides traps is refused: document types,
/// other entities, processing instructions, comments and CDATA. Messages never quote the text.
[[nodiscard]] ECR_DECL or_refusal<xml_element> read_xml(std::string_view text, const xml_limits& limits = {});

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/xml_reader.ipp>
#endif
