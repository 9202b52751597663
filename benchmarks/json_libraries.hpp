#pragma once

/// \file
/// The other libraries, each doing by hand what ours does from its tables.

#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <cstddef>
#include <string>
#include <string_view>

/// Base64 by OpenSSL, appended.
void openssl_base64(std::string_view bytes, std::string& out);

/// No library but OpenSSL for base64; appended.
namespace by_hand {

void write(const ecr::upload_layer_part_request& request, std::string& out);

}

/// Document trees in a monotonic resource.
namespace with_boost {

ecr::describe_images_response page(std::string_view text);
ecr::get_authorization_token_response token(std::string_view text);
std::string write(const ecr::list_images_request& request);
std::string write(const ecr::batch_get_image_request& request);
std::string write(const ecr::upload_layer_part_request& request);
/// Only the parser, with a handler that does nothing.
bool parse(std::string_view text);
/// Whether two texts say the same, in any order of members.
bool same(std::string_view left, std::string_view right);

}

#if defined(BENCH_NLOHMANN)
namespace with_nlohmann {

ecr::describe_images_response page(std::string_view text);
ecr::get_authorization_token_response token(std::string_view text);
ecr::upload_layer_part_response part(std::string_view text);
std::string write(const ecr::get_authorization_token_request& request);
std::string write(const ecr::describe_images_request& request);
std::string write(const ecr::list_images_request& request);
std::string write(const ecr::batch_get_image_request& request);
std::string write(const ecr::upload_layer_part_request& request);

}
#endif

#if defined(BENCH_SIMDJSON)
/// On demand, so each member is converted while the text is walked.
namespace with_simdjson {

/// `text` must be followed by `padding()` readable bytes.
ecr::describe_images_response page(std::string_view text);
ecr::get_authorization_token_response token(std::string_view text);
/// Copies the text to where there is padding, as a program must that did not receive it there.
ecr::describe_images_response page_copied(std::string_view text);
ecr::get_authorization_token_response token_copied(std::string_view text);
std::size_t padding();
/// Which instruction set its first pass chose.
std::string implementation();

}
#endif
