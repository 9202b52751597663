#pragma once

#include <ecr/detail/base64.hpp>
#include <ecr/detail/body_pieces.hpp>

#include <algorithm>
#include <cassert>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL body_pieces::body_pieces(const request_body& body)
    : before_(body.text)
    , blob_(body.blob) {
    assert(body.blob_at <= body.text.size());
    if (blob_.empty()) return;
    before_ = body.text.substr(0, body.blob_at);
    after_ = body.text.substr(before_.size());
    encoded_ = std::make_unique_for_overwrite<char[]>(base64_size(std::min(blob_step, blob_.size())));
}

ECR_DECL std::string_view body_pieces::next() {
    if (!before_.empty()) return std::exchange(before_, {});
    if (blob_.empty()) return std::exchange(after_, {});
    const auto now = blob_.first(std::min(blob_step, blob_.size()));
    blob_ = blob_.subspan(now.size());
    base64_encode(now, encoded_.get());
    return {encoded_.get(), base64_size(now.size())};
}

}
