#pragma once

/// \file
/// The call path as a program sees it that links the compiled library: only declared. Encoding the request
/// and decoding the response are there, as they are in every call.

#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/operation.hpp>

#include <boost/asio/awaitable.hpp>

#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace compile_time {

boost::asio::awaitable<std::string> send(std::string_view name, std::string body);

template <class Response>
boost::asio::awaitable<Response> receive(std::string_view name, std::string body) {
    const std::string text = co_await send(name, std::move(body));
    Response response;
    ecr::detail::json_reader reader(response);
    if (!reader.write(text) || !reader.finish()) throw std::runtime_error(to_string(reader.error()));
    co_return response;
}

template <class Request, class Response, class Errors, class Pages>
boost::asio::awaitable<Response> call(const ecr::operation<Request, Response, Errors, Pages>& operation,
                                      const Request& request) {
    std::string body;
    if (ecr::detail::json_write(request, body)) throw std::invalid_argument("the request is not valid UTF-8");
    return receive<Response>(operation.name(), std::move(body));
}

}
