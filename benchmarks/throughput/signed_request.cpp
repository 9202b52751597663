#include "../harness.hpp"
#include "exchange.hpp"
#include "signed_request.hpp"

#include <ecr/detail/http_writer.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/detail/sigv4.hpp>

#include <chrono>
#include <string_view>
#include <vector>

namespace bench {

namespace {

struct content {
    std::string_view operation{};
    std::string body{};
};

template <class Exchange>
content content_of(const Exchange& from) {
    content made{.operation = from.operation.name()};
    ensure(!ecr::detail::json_write(from.request, made.body), "to write a request");
    return made;
}

content content_of(call what) {
    if (what == call::token) return content_of(token_exchange());
    if (what == call::page) return content_of(page_exchange());
    return content_of(part_exchange());
}

ecr::timestamp now() {
    return std::chrono::floor<ecr::timestamp::duration>(std::chrono::system_clock::now());
}

}

std::string signed_request(const workload& chosen) {
    const content sent = content_of(chosen.what);
    const std::string host = "127.0.0.1:" + std::to_string(chosen.port);
    const std::string target = "AmazonEC2ContainerRegistry_V20150921." + std::string(sent.operation);
    std::vector<ecr::header_view> headers{
        {"Host", host},
        {"User-Agent", "ecr/0.1.0 ua/2.1 os/linux#6.1.0 md/x86_64 lang/c++#20 md/boost#1.81 m/E"},
        {"Content-Type", "application/x-amz-json-1.1"},
        {"X-Amz-Target", target},
        {"amz-sdk-invocation-id", "4a9d5c1e-0b1f-4f3c-8a55-2f6de9a0c7b1"},
        {"amz-sdk-request", "attempt=1; max=3"}};

    ecr::detail::sigv4_signer signer;
    ecr::detail::sigv4_request request;
    request.scheme = chosen.tls ? "https" : "http";
    request.host = host;
    request.headers = headers;
    request.payload = std::string_view(sent.body);
    request.region = region;
    const ecr::credentials keys{.access_key_id = access_key_id, .secret_access_key = secret_access_key};
    const auto made = signer.sign(request, keys, now());
    ensure(made.has_value(), "to sign a request");

    headers.push_back({"X-Amz-Date", {made->date.data(), made->date.size()}});
    headers.push_back({"Authorization", made->authorization});
    ecr::http_request whole{.headers = headers, .body = {.text = sent.body}};
    std::string out;
    ensure(!ecr::detail::write_http_head(out, whole), "to write the head of a request");
    if (!ecr::detail::is_sent_with_head(whole.body.size())) out += sent.body;
    return out;
}

}
