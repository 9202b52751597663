// How long does it take to turn JSON into the structs of the library and back, and what do others need?

#include "harness.hpp"
#include "json_libraries.hpp"
#include "json_samples.hpp"

#include <ecr/detail/base64.hpp>
#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>

#include <algorithm>
#include <cstdio>
#include <span>
#include <string>
#include <string_view>

namespace {

using bench::contest;
using bench::keep;
using bench::require;

template <class Response>
Response read(std::string_view text) {
    Response response;
    require(ecr::detail::json_read(text, response).empty(), "the sample and what we read");
    return response;
}

template <class Response>
Response read_in_chunks(std::string_view text, std::size_t size) {
    Response response;
    ecr::detail::json_reader reader(response);
    for (; !text.empty(); text.remove_prefix(std::min(size, text.size()))) reader.write(text.substr(0, size));
    require(reader.finish(), "the sample and what we read in chunks");
    return response;
}

template <class Request>
const std::string& write(const Request& request, std::string& out) {
    require(!ecr::detail::json_write(request, out), "the request and what we write");
    return out;
}

/// The text with room behind it in which simdjson may read.
std::string padded(std::string_view text) {
    std::string copy(text);
#if defined(BENCH_SIMDJSON)
    copy.reserve(copy.size() + with_simdjson::padding());
#endif
    return copy;
}

/// A contestant that reads; it must read what we read.
template <class Response>
void add_reader(contest& readers, std::string name, const Response& expected, std::string_view text,
                Response (*read_it)(std::string_view)) {
    require(read_it(text) == expected, name);
    readers.add(std::move(name), [text, read_it] { keep(read_it(text)); });
}

void read_page(bench::settings chosen) {
    using response = ecr::describe_images_response;
    const std::string text = padded(samples::page_text());
    const response expected = read<response>(text);
    contest readers(chosen, "read a page of 1000 images into structs", text.size());
    add_reader<response>(readers, "ecr", expected, text, &read<response>);
    add_reader<response>(readers, "ecr, in chunks of 16 KB", expected, text,
                         [](std::string_view all) { return read_in_chunks<response>(all, 16384); });
#if defined(BENCH_SIMDJSON)
    add_reader(readers, "simdjson on demand, text has padding", expected, text, &with_simdjson::page);
    add_reader(readers, "simdjson on demand, text copied", expected, text, &with_simdjson::page_copied);
#else
    readers.miss("simdjson", "not installed (Debian: libsimdjson-dev)");
#endif
    add_reader(readers, "Boost.JSON tree, monotonic resource", expected, text, &with_boost::page);
#if defined(BENCH_NLOHMANN)
    add_reader(readers, "nlohmann::json tree", expected, text, &with_nlohmann::page);
#else
    readers.miss("nlohmann::json", "not installed (Debian: nlohmann-json3-dev)");
#endif
    readers.add("floor: Boost.JSON's parser, no structs", [&text] { keep(with_boost::parse(text)); });
    readers.add("floor: copy of the structs, no parser", [&expected] { keep(response(expected)); });
    readers.run();
}

void read_token(bench::settings chosen) {
    using response = ecr::get_authorization_token_response;
    const std::string text = padded(samples::token_text());
    const response expected = read<response>(text);
    contest readers(chosen, "read an authorization token into structs", text.size());
    add_reader<response>(readers, "ecr", expected, text, &read<response>);
#if defined(BENCH_SIMDJSON)
    add_reader(readers, "simdjson on demand, text has padding", expected, text, &with_simdjson::token);
    add_reader(readers, "simdjson on demand, text copied", expected, text, &with_simdjson::token_copied);
#endif
    add_reader(readers, "Boost.JSON tree on the stack", expected, text, &with_boost::token);
#if defined(BENCH_NLOHMANN)
    add_reader(readers, "nlohmann::json tree", expected, text, &with_nlohmann::token);
#endif
    readers.run();
}

template <class Request>
void write_request(bench::settings chosen, const std::string& question, const Request& request) {
    std::string reused;
    const std::string expected = write(request, reused);
    require(with_boost::same(expected, with_boost::write(request)), "our text and Boost.JSON's");
    contest writers(chosen, question, expected.size());
    writers.add("ecr, into a string used before", [&] {
        reused.clear();
        keep(write(request, reused));
    });
    writers.add("ecr, into a new string", [&request] {
        std::string out;
        keep(write(request, out));
    });
    writers.add("Boost.JSON tree, serialize", [&request] { keep(with_boost::write(request)); });
#if defined(BENCH_NLOHMANN)
    require(with_boost::same(expected, with_nlohmann::write(request)), "our text and nlohmann's");
    writers.add("nlohmann::json tree, dump", [&request] { keep(with_nlohmann::write(request)); });
#endif
    writers.run();
}

void write_layer(bench::settings chosen, std::string_view layer) {
    const auto request = samples::layer_request(layer);
    std::string reused;
    const std::string expected = write(request, reused);
    std::string by_hand;
    by_hand::write(request, by_hand);
    require(by_hand == expected, "our text and the one written by hand");
    contest writers(chosen, "the same, by hand with OpenSSL's base64", layer.size());
    writers.add("ecr, into a new string", [&request] {
        std::string out;
        keep(write(request, out));
    });
    writers.add("EVP_EncodeBlock and append, into a new string", [&request] {
        std::string out;
        by_hand::write(request, out);
        keep(out);
    });
    writers.run();
}

void encode_base64(bench::settings chosen, std::string_view layer) {
    const std::span bytes = std::as_bytes(std::span(layer));
    std::string out(ecr::detail::base64_size(bytes.size()) + 1, '\0');
    contest encoders(chosen, "base64 alone, into memory used before", layer.size());
    encoders.add("ecr", [&] {
        ecr::detail::base64_encode(bytes, out.data());
        keep(out);
    });
    encoders.add("ecr, portable code", [&] {
        ecr::detail::base64_kernel::portable(bytes, out.data());
        keep(out);
    });
    encoders.add("EVP_EncodeBlock", [&] {
        out.clear();
        openssl_base64(layer, out);
        keep(out);
    });
    encoders.run();
}

}

int main(int argc, char** argv) {
    const bench::settings chosen = bench::read_settings(argc, argv);
    std::printf("CPU time; the ratio is to the first line of each table; rates in bytes of text read or\n"
                "written, for base64 and layer parts in bytes of the layer\n");
#if defined(BENCH_SIMDJSON)
    std::printf("simdjson uses its %s code\n", with_simdjson::implementation().c_str());
#endif
    read_page(chosen);
    read_token(chosen);
    write_request(chosen, "write a ListImages request", samples::list_request());
    write_request(chosen, "write a BatchGetImage request with 100 digests", samples::batch_request());
    const std::string layer = samples::layer_bytes();
    write_request(chosen, "write an UploadLayerPart request with 20 MiB", samples::layer_request(layer));
    write_layer(chosen, layer);
    encode_base64(chosen, layer);
}
