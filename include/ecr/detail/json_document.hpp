#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// An object in JSON that holds credentials: small, and its memory is overwritten before it is given back.
///
/// Members of members are named with a dot, as in `accessToken.expiresAt`. A name that is not there is looked
/// for in any case, as the sources of credentials do not agree with each other. Messages never quote values.
class json_document {
public:
    /// An empty object.
    ECR_DECL json_document();
    ECR_DECL json_document(json_document&&) noexcept;
    ECR_DECL json_document& operator=(json_document&&) noexcept;
    ECR_DECL ~json_document();

    /// Refuses what is not an object, is longer than 64 KiB or nested deeper than 16.
    [[nodiscard]] ECR_DECL static or_refusal<json_document> read(std::string_view text);

    /// The member if it is a string; valid until the document changes.
    [[nodiscard]] ECR_DECL std::optional<std::string_view> text(std::string_view name) const;
    /// The member if it is a whole number.
    [[nodiscard]] ECR_DECL std::optional<std::int64_t> integer(std::string_view name) const;

    /// Adds or replaces a member of the outermost object or of one in it.
    ECR_DECL void set(std::string_view name, std::string_view text);

    /// The document as text, which the caller wipes.
    [[nodiscard]] ECR_DECL std::string written() const;

private:
    struct tree;

    std::unique_ptr<tree> tree_;
};

/// Overwrites the text before it is given back.
ECR_DECL void wipe(std::string& text) noexcept;

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/json_document.ipp>
#endif
