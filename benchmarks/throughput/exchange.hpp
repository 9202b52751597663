#pragma once

/// \file
/// What all contestants ask for, as whom, and what they have to make of the answer.

#include "../harness.hpp"
#include "../json_samples.hpp"

#include <ecr/detail/json_read.hpp>
#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <string>
#include <string_view>

namespace bench {

inline constexpr const char* region = "eu-west-1";
inline constexpr const char* access_key_id = "AKIDEXAMPLE";
inline constexpr const char* secret_access_key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

template <class Response>
Response response_in(std::string_view text) {
    Response response;
    ensure(ecr::detail::json_read(text, response).empty(), "to read a sample");
    return response;
}

struct token_exchange {
    static constexpr const auto& operation = ecr::get_authorization_token;
    using response = ecr::get_authorization_token_response;

    ecr::get_authorization_token_request request{};
    response expected = response_in<response>(samples::token_text());
};

struct page_exchange {
    static constexpr const auto& operation = ecr::describe_images;
    using response = ecr::describe_images_response;

    ecr::describe_images_request request{.repository_name = "team/web", .max_results = 1000};
    response expected = response_in<response>(samples::page_text());
};

struct part_exchange {
    static constexpr const auto& operation = ecr::upload_layer_part;
    using response = ecr::upload_layer_part_response;

    part_exchange() = default;
    part_exchange(const part_exchange&) = delete; // the request looks at the layer
    part_exchange& operator=(const part_exchange&) = delete;

    std::string layer = samples::layer_bytes();
    ecr::upload_layer_part_request request = samples::layer_request(layer);
    response expected = response_in<response>(samples::part_text());
};

}
