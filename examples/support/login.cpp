#include "login.hpp"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <openssl/evp.h>

#include <stdexcept>

namespace example {

login login_of(const ecr::authorization_data& data) {
    const std::string& token = data.authorization_token.value();
    std::string text(token.size() / 4 * 3, '\0');
    const auto size =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(token.data()), static_cast<int>(token.size()));
    const auto colon = text.find(':'); // the first one: there may be others in the password
    if (size < 0 || colon == std::string::npos) throw std::runtime_error("the service's token is no login");
    text.erase(text.find_last_not_of('\0') + 1); // in the place of padding
    return {text.substr(0, colon), text.substr(colon + 1)};
}

std::string to_json(const docker_credentials& answer) {
    const boost::json::object members{
        {"ServerURL", answer.server_url}, {"Username", answer.username}, {"Secret", answer.secret}};
    return boost::json::serialize(members);
}

std::string_view host_of(std::string_view url) {
    if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
    return url.substr(0, url.find_first_of("/\r"));
}

std::string message_of(std::exception_ptr failure) {
    if (!failure) return {};
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

}
