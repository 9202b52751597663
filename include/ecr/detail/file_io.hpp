#pragma once

/// \file
/// Small files, read and replaced by coroutines.

#include <ecr/environment.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <string>

namespace ecr::inline ECR_ABI::detail {

constexpr std::size_t file_piece = 64 * 1024;
constexpr std::size_t longest_file = 16 * 1024 * 1024;

/// Reads piece by piece on the caller's executor; what else waits there runs between two pieces. Opening and
/// reading a pipe waits without blocking.
[[nodiscard]] ECR_DECL boost::asio::awaitable<file_content> read_whole_file(std::string path);

/// Writes beside the file, then takes its place.
[[nodiscard]] ECR_DECL boost::asio::awaitable<boost::system::error_code> replace_file(std::string path,
                                                                                      secret text);

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/file_io.ipp>
#endif
