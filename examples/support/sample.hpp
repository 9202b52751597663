#pragma once

#include <ecr/client.hpp>

#include <boost/asio/awaitable.hpp>

#include <string>
#include <string_view>

namespace example {

/// Such as `sha256:<hex>`.
std::string digest_of(std::string_view bytes);

/// The manifest of an image with one layer, which serves as its configuration too.
std::string manifest_of(std::string_view layer_digest, std::size_t layer_size, std::string_view version);

/// The digest of the image of `team/web` with this tag.
std::string sample_digest(std::string_view tag);

/// Creates `team/api`, `team/web` with five images, and `team/worker`.
boost::asio::awaitable<void> fill(ecr::client client);

}
