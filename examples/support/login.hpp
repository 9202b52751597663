#pragma once

#include <ecr/model/authorization.hpp>

#include <exception>
#include <string>
#include <string_view>

namespace example {

/// What a container client sends to log in.
struct login {
    std::string user{};
    std::string password{};
};

/// Takes a token apart, which is the base64 text of `AWS:<password>`.
login login_of(const ecr::authorization_data& data);

/// What a credential helper answers, by docker's names.
struct docker_credentials {
    std::string server_url{};
    std::string username{};
    std::string secret{};
};

/// The answer as JSON.
std::string to_json(const docker_credentials& answer);

/// The host of an URL, or of a text that has no scheme.
std::string_view host_of(std::string_view url);

/// Empty for a null pointer.
std::string message_of(std::exception_ptr failure);

}
