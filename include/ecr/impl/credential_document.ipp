#pragma once

#include <ecr/detail/credential_document.hpp>
#include <ecr/detail/datetime.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/detail/printable.hpp>

#include <chrono>

namespace ecr::inline ECR_ABI::detail {

namespace credential_text {

struct names {
    std::string_view id;
    std::string_view key;
    std::string_view token;
    std::string_view expiration;
    std::string_view account;
    bool expires;
};

inline constexpr names names_of(credential_form form) noexcept {
    switch (form) {
    case credential_form::process:
        return {"AccessKeyId", "SecretAccessKey", "SessionToken", "Expiration", "AccountId", false};
    case credential_form::sso:
        return {"roleCredentials.accessKeyId",  "roleCredentials.secretAccessKey",
                "roleCredentials.sessionToken", "roleCredentials.expiration",
                "roleCredentials.accountId",    true};
    default:
        return {"AccessKeyId", "SecretAccessKey", "Token", "Expiration", "AccountId", true};
    }
}

inline refusal missing(std::string_view name) {
    return refuse("the member " + std::string(name) + " is missing, empty or not of its type");
}

/// What must hold before there can be keys.
inline or_refusal<void> check_head(credential_form form, const json_document& document) {
    if (form == credential_form::process && document.integer("Version") != 1) {
        return refuse("the member Version is not 1");
    }
    const auto code = document.text("Code");
    if (form != credential_form::process && form != credential_form::sso && code && *code != "Success") {
        const auto message = document.text("Message").value_or("no message");
        // Not cut: who knows the secrets in it can mask those that are whole.
        std::string problem = "the source says \"";
        append_printable(problem, *code);
        append_printable(problem += "\": \"", message);
        return refuse(problem + "\"");
    }
    return {};
}

inline or_refusal<void> read_expiration(credential_form form, const json_document& document,
                                        const names& known, credentials& keys) {
    const auto text = document.text(known.expiration);
    if (form == credential_form::sso) {
        const auto count = document.integer(known.expiration);
        if (count) keys.expiration = timestamp(std::chrono::milliseconds(*count));
    } else if (text) {
        keys.expiration = parse_timestamp(*text);
        if (!keys.expiration) return refuse("the member Expiration is not a time");
    }
    if (known.expires && !keys.expiration) return missing(known.expiration);
    return {};
}

}

ECR_DECL or_refusal<credentials> read_credentials(credential_form form, std::string_view text) {
    const auto document = json_document::read(text);
    if (!document) return document.error();
    const auto head = credential_text::check_head(form, *document);
    if (!head) return head.error();
    const auto known = credential_text::names_of(form);
    const auto id = document->text(known.id).value_or("");
    const auto key = document->text(known.key).value_or("");
    const auto token = document->text(known.token).value_or("");
    if (id.empty()) return credential_text::missing(known.id);
    if (key.empty()) return credential_text::missing(known.key);
    if (known.expires && token.empty()) return credential_text::missing(known.token);
    credentials keys;
    keys.access_key_id = id;
    keys.secret_access_key = key;
    keys.session_token = token;
    const auto end = credential_text::read_expiration(form, *document, known, keys);
    if (!end) return end.error();
    const auto account = document->text(known.account).value_or("");
    if (!account.empty()) keys.account_id = account;
    return keys;
}

ECR_DECL credential_fault read_credential_fault(std::string_view text) {
    credential_fault fault;
    const auto document = json_document::read(text);
    if (!document) return fault;
    const auto first = [&](auto... names) {
        std::string_view found;
        ((found.empty() ? found = document->text(names).value_or("") : found), ...);
        return std::string(found);
    };
    fault.code = first("__type", "code", "error");
    fault.reason = first("error");
    fault.message = first("message", "error_description", "errorMessage");
    fault.code = fault.code.substr(fault.code.find('#') + 1);
    return fault;
}

}
