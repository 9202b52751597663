#include "order.hpp"

#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/complete_layer_upload.hpp>
#include <ecr/operation/get_download_url_for_layer.hpp>
#include <ecr/operation/initiate_layer_upload.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

namespace peer {

namespace {

namespace http = boost::beast::http;
using asio::ip::tcp;

std::string read(const std::filesystem::path& from) {
    std::ifstream file(from, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + from.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

void write(const std::filesystem::path& to, std::string_view bytes) {
    std::ofstream file(to, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + to.string());
}

std::filesystem::path file_of(const std::filesystem::path& folder, const std::string& digest) {
    return folder / digest.substr(digest.find(':') + 1);
}

/// The configuration first, and then the layers.
std::vector<std::string> digests_in(const std::string& manifest) {
    const auto read = json::parse(manifest);
    std::vector<std::string> all{json::value_to<std::string>(read.at("config").at("digest"))};
    for (const auto& layer : read.at("layers").as_array())
        all.push_back(json::value_to<std::string>(layer.at("digest")));
    return all;
}

asio::awaitable<int> upload(ecr::client client, std::string repository, std::string digest,
                            std::string bytes) {
    const ecr::initiate_layer_upload_request begin{.repository_name = repository};
    auto beginning = ecr::initiate_layer_upload(client, begin);
    const auto begun = co_await std::move(beginning);
    const auto whole = static_cast<std::int64_t>(bytes.size());
    int parts = 0;
    for (std::int64_t first = 0; first < whole; ++parts) {
        const auto size = std::min(*begun.part_size, whole - first);
        const auto part = std::string_view(bytes).substr(std::size_t(first), std::size_t(size));
        const ecr::upload_layer_part_request next{.repository_name = repository,
                                                  .upload_id = *begun.upload_id,
                                                  .part_first_byte = first,
                                                  .part_last_byte = first + size - 1,
                                                  .layer_part_blob = ecr::blob::view(part)};
        auto uploading = ecr::upload_layer_part(client, next);
        const auto told = co_await std::move(uploading);
        first = *told.last_byte_received + 1;
    }
    const ecr::complete_layer_upload_request end{
        .repository_name = repository, .upload_id = *begun.upload_id, .layer_digests = {digest}};
    auto ending = ecr::complete_layer_upload(client, end);
    const auto done = co_await std::move(ending);
    if (done.layer_digest != digest) throw std::runtime_error("another digest: " + *done.layer_digest);
    co_return parts;
}

/// Fetches a URL of the form `http://host:port/target`.
asio::awaitable<std::string> fetch(std::string url) {
    const auto host_at = url.find("//") + 2;
    const auto target_at = url.find('/', host_at);
    const auto colon = url.rfind(':', target_at);
    const auto executor = co_await asio::this_coro::executor;
    tcp::socket socket(executor);
    const auto port = static_cast<std::uint16_t>(std::stoi(url.substr(colon + 1)));
    const tcp::endpoint where(asio::ip::make_address(url.substr(host_at, colon - host_at)), port);
    co_await socket.async_connect(where, asio::use_awaitable);
    http::request<http::empty_body> request(http::verb::get, url.substr(target_at), 11);
    request.set(http::field::host, url.substr(host_at, target_at - host_at));
    co_await http::async_write(socket, request, asio::use_awaitable);
    boost::beast::flat_buffer buffer;
    http::response_parser<http::string_body> parser;
    parser.body_limit(std::uint64_t(1) << 30);
    co_await http::async_read(socket, buffer, parser, asio::use_awaitable);
    if (parser.get().result() != http::status::ok) throw std::runtime_error("status of a layer");
    co_return std::move(parser.get().body());
}

}

work push(ecr::client client, order what) {
    const std::filesystem::path folder(text(what, "folder"));
    const auto repository = text(what, "repository");
    const auto manifest = read(folder / "manifest");
    json::array parts;
    for (const auto& digest : digests_in(manifest)) {
        auto uploading = upload(client, repository, digest, read(file_of(folder, digest)));
        const auto count = co_await std::move(uploading);
        parts.emplace_back(count);
    }
    const ecr::put_image_request request{
        .repository_name = repository, .image_manifest = manifest, .image_tag = text(what, "tag")};
    auto putting = ecr::put_image(client, request);
    const auto made = co_await std::move(putting);
    outcome done;
    done["image"] = as_json(*made.image);
    done["parts"] = std::move(parts);
    co_return done;
}

work pull(ecr::client client, order what) {
    const std::filesystem::path folder(text(what, "folder"));
    const auto repository = text(what, "repository");
    ecr::batch_get_image_request request{.repository_name = repository};
    request.image_ids.push_back({.image_tag = text(what, "tag")});
    auto getting = ecr::batch_get_image(client, request);
    const auto got = co_await std::move(getting);
    const auto& image = got.images.at(0);
    write(folder / "manifest", *image.image_manifest);
    for (const auto& digest : digests_in(*image.image_manifest)) {
        const ecr::get_download_url_for_layer_request wanted{.repository_name = repository,
                                                             .layer_digest = digest};
        auto asking = ecr::get_download_url_for_layer(client, wanted);
        const auto told = co_await std::move(asking);
        auto fetching = fetch(*told.download_url);
        const auto bytes = co_await std::move(fetching);
        write(file_of(folder, digest), bytes);
    }
    outcome done;
    done["image"] = as_json(*image.image_id);
    co_return done;
}

}
