#include <ecr/detail/command_line.hpp>
#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/json_document.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <vector>

namespace {

void require(bool condition) {
    if (!condition) std::abort();
}

void check(ecr::detail::credential_form form, std::string_view text) {
    const auto keys = ecr::detail::read_credentials(form, text);
    if (!keys) {
        require(!keys.error().reason.empty());
        return;
    }
    require(!keys->access_key_id.empty() && !keys->secret_access_key.empty());
    require(form == ecr::detail::credential_form::process || keys->expiration.has_value());
}

}

// Every reader of what programs, agents and services write; documents survive being written and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using ecr::detail::credential_form;
    using ecr::detail::json_document;
    const std::vector<char> copy(data, data + size);
    const std::string_view text(copy.data(), copy.size());
    for (const auto form : {credential_form::container, credential_form::instance_metadata,
                            credential_form::process, credential_form::sso}) {
        check(form, text);
    }
    static_cast<void>(ecr::detail::read_credential_fault(text));
    const auto words = ecr::detail::split_command(text);
    require(!words || !words->front().empty());
    auto document = json_document::read(text);
    if (!document) return 0;
    document->set("accessToken.expiresAt", "2026-01-01T00:00:00Z");
    document->set("refreshToken", "x");
    const auto once = document->written();
    if (once.size() > 64 * 1024) return 0;
    const auto again = json_document::read(once);
    require(again.has_value());
    // Boost.JSON may read a double one digit off, and writes each with an exponent.
    if (once.find('E') == std::string::npos) require(again->written() == once);
    require(again->text("refreshToken") == "x");
    return 0;
}
