#pragma once

#include <ecr/detail/canonical_target.hpp>
#include <ecr/detail/config.hpp>
#include <ecr/detail/refusal.hpp>
#include <ecr/header_view.hpp>

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

/// Whether headers of this name change on the way or are added after signing, so that signing them would
/// break the request.
[[nodiscard]] ECR_DECL bool is_unsigned_header(std::string_view name) noexcept;

/// Refuses a name that is no HTTP token and a value that holds CR, LF or NUL; the message never shows the
/// value.
[[nodiscard]] ECR_DECL or_refusal<void> check_header(const header_view& header);

/// The canonical request of Signature Version 4, in buffers that serve one request after the other. A client
/// adds the headers that it wants signed, a server those that the client says it signed; then both write.
class canonical_request {
public:
    /// Starts with the next request.
    void clear() noexcept;

    /// Adds one header to those that are signed, in any order; the text need not outlive the call.
    [[nodiscard]] or_refusal<void> add(const header_view& header);

    /// Adds the headers that `names` lists, lower case and separated by semicolons; each must be present.
    [[nodiscard]] or_refusal<void> add_listed(std::span<const header_view> headers, std::string_view names);

    /// Writes the request; path and query are given as they go over the wire, the payload hash as it is
    /// signed.
    [[nodiscard]] or_refusal<void> write(std::string_view method, std::string_view path,
                                         std::string_view query, std::string_view payload_hash,
                                         path_rules rules = {});

    /// What write() wrote.
    [[nodiscard]] std::string_view text() const noexcept { return text_; }

    /// Names of what was added, in canonical order and form.
    [[nodiscard]] const std::string& signed_headers();

private:
    /// Where the arena holds `name:value` and a line feed.
    struct entry {
        std::size_t begin{};
        std::size_t name_size{};
        std::size_t size{};
    };

    [[nodiscard]] std::string_view name(const entry& header) const noexcept;
    void insert(const entry& header);
    void write_headers();

    std::string arena_;
    std::string text_;
    std::string signed_headers_;
    // In canonical order.
    std::vector<entry> headers_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/canonical_request.ipp>
#endif
