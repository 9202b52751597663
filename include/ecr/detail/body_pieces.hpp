#pragma once

#include <ecr/http.hpp>

#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

/// Walks over the bytes of a body in pieces, the same for hashing as for sending, and encodes the blob on the
/// way.
class body_pieces {
public:
    /// Bytes of the blob in a piece, 64 KiB of text: it stays in the cache between encoding and use. A
    /// multiple of three, so that only the last piece is padded.
    static constexpr std::size_t blob_step = 48 * 1024;

    ECR_DECL explicit body_pieces(const request_body& body);

    /// The next piece, which lasts until the next call; empty at the end.
    [[nodiscard]] ECR_DECL std::string_view next();

private:
    std::string_view before_;
    std::span<const std::byte> blob_;
    std::string_view after_;
    std::unique_ptr<char[]> encoded_;
};

/// Gives each piece of a body to `receive`, for a receiver that does not wait.
template <class Receiver>
void for_each_piece(const request_body& body, Receiver receive) {
    body_pieces pieces(body);
    for (auto piece = pieces.next(); !piece.empty(); piece = pieces.next()) receive(piece);
}

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/body_pieces.ipp>
#endif
