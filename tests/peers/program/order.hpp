#pragma once

#include <ecr/client.hpp>
#include <ecr/json.hpp>

#include <boost/asio/awaitable.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

#include <optional>
#include <string>

namespace peer {

namespace asio = boost::asio;
namespace json = boost::json;

/// What the test wants done, and what came of it.
using order = json::object;
using outcome = json::object;
using work = asio::awaitable<outcome>;

inline std::string text(const order& from, const char* name) {
    return json::value_to<std::string>(from.at(name));
}

/// Absent where the order has none, or null.
template <class Value>
std::optional<Value> given(const order& from, const char* name) {
    const auto* found = from.if_contains(name);
    if (found == nullptr || found->is_null()) return std::nullopt;
    return json::value_to<Value>(*found);
}

template <class Request>
Request parameters(const order& from) {
    return ecr::from_json<Request>(json::serialize(from.at("parameters")));
}

template <class Shape>
json::value as_json(const Shape& object) {
    return json::parse(ecr::to_json(object));
}

/// Pushes the files of a folder as an image: `manifest`, and every blob below the hex digits of its digest.
work push(ecr::client client, order what);
/// Writes the files of such a folder.
work pull(ecr::client client, order what);
/// The pages of an operation one by one, and where the stream then stands.
work pages(ecr::client client, order what);
/// All pages as one response.
work collect(ecr::client client, order what);
work wait(ecr::client client, order what);
work presign(ecr::client client, order what);

}
