// libcurl's multi interface, driven by epoll and signing with CURLOPT_AWS_SIGV4, with nlohmann::json.

#include "../harness.hpp"
#include "../json_libraries.hpp"
#include "curl_multi.hpp"
#include "exchange.hpp"
#include "load.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace {

void read(std::string_view text, ecr::get_authorization_token_response& to) {
    to = with_nlohmann::token(text);
}
void read(std::string_view text, ecr::describe_images_response& to) {
    to = with_nlohmann::page(text);
}
void read(std::string_view text, ecr::upload_layer_part_response& to) {
    to = with_nlohmann::part(text);
}

template <class Request>
void write(const Request& request, std::string& out) {
    out = with_nlohmann::write(request);
}
// Its tree would take longer than all the rest.
void write(const ecr::upload_layer_part_request& request, std::string& out) {
    out.clear();
    by_hand::write(request, out);
}

template <class Exchange>
class with_curl final : public bench::load {
public:
    explicit with_curl(const bench::workload& chosen) {
        headers_.add("Content-Type: application/x-amz-json-1.1");
        headers_.add("X-Amz-Target: AmazonEC2ContainerRegistry_V20150921." +
                     std::string(Exchange::operation.name()));
        headers_.add("Expect:");
        loop_.keep(chosen.concurrency);
        for (std::size_t index = 0; index != chosen.concurrency; ++index)
            transfers_.push_back(std::make_unique<curl::transfer>(chosen, headers_));
    }

    void run(std::size_t calls) override {
        calls_left_ = calls;
        for (const auto& each : transfers_) begin(*each);
        std::size_t answered = 0;
        while (answered != calls) {
            loop_.wait([&](curl::transfer& over) {
                take(over.answer());
                ++answered;
                begin(over);
            });
        }
        is_checked_ = true;
    }

private:
    void begin(curl::transfer& next) {
        if (calls_left_ == 0) return;
        --calls_left_;
        loop_.add(next.begin([this](std::string& body) { write(what_.request, body); }));
    }

    void take(std::string_view answer) {
        typename Exchange::response response;
        read(answer, response);
        if (!is_checked_) bench::require(response == what_.expected, "the answer and the sample");
        bench::keep(response);
    }

    Exchange what_{};
    curl::slist headers_{};
    bool is_checked_ = false; // the first run is the warm-up
    std::size_t calls_left_ = 0;
    std::vector<std::unique_ptr<curl::transfer>> transfers_{};
    curl::event_loop loop_{};
};

}

std::unique_ptr<bench::load> bench::make_load(const workload& chosen) {
    switch (chosen.what) {
    case call::token:
        return std::make_unique<with_curl<token_exchange>>(chosen);
    case call::page:
        return std::make_unique<with_curl<page_exchange>>(chosen);
    case call::part:
        return std::make_unique<with_curl<part_exchange>>(chosen);
    }
    return nullptr;
}
