#pragma once

#include <ecr/detail/quoted.hpp>
#include <ecr/detail/tls_context.hpp>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <string_view>
#include <system_error>

namespace ecr::inline ECR_ABI::detail {

struct bio_deleter {
    void operator()(BIO* bio) const noexcept { BIO_free_all(bio); }
};
struct x509_deleter {
    void operator()(X509* certificate) const noexcept { X509_free(certificate); }
};
struct key_deleter {
    void operator()(EVP_PKEY* key) const noexcept { EVP_PKEY_free(key); }
};

using bio_ptr = std::unique_ptr<BIO, bio_deleter>;
using x509_ptr = std::unique_ptr<X509, x509_deleter>;
using key_ptr = std::unique_ptr<EVP_PKEY, key_deleter>;

// The last entry of OpenSSL's queue is the outermost one and says least, so the first is shown.
[[nodiscard]] ECR_DECL std::string openssl_reason() {
    const auto code = ERR_peek_error();
    const char* text = ERR_reason_error_string(code);
    ERR_clear_error();
    if (ERR_SYSTEM_ERROR(code)) return std::generic_category().message(ERR_GET_REASON(code));
    return text ? text : "error " + std::to_string(code);
}

[[nodiscard]] ECR_DECL bio_ptr open_pem(std::string_view text, const std::string& file) {
    if (text.empty()) return bio_ptr(BIO_new_file(file.c_str(), "r"));
    return bio_ptr(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// OpenSSL would ask for a missing password on the terminal.
ECR_DECL int give_password(char* buffer, int size, int, void* settings) noexcept {
    const auto password = static_cast<const tls_settings*>(settings)->private_key_password.reveal();
    if (password.size() > static_cast<std::size_t>(size)) return -1;
    return static_cast<int>(password.copy(buffer, password.size()));
}

[[nodiscard]] ECR_DECL std::string load_trust(SSL_CTX* context, const tls_settings& settings) {
    const auto failed = [](std::string_view what, const std::string& value) {
        return "cannot read " + std::string(what) + " " + quoted(value) + ": " + openssl_reason();
    };
    if (settings.ca_file.empty() && settings.ca_directory.empty()) {
        const auto loaded = SSL_CTX_set_default_verify_paths(context) == 1;
        return loaded ? "" : "cannot load the system's certificates: " + openssl_reason();
    }
    if (!settings.ca_file.empty() && SSL_CTX_load_verify_file(context, settings.ca_file.c_str()) != 1) {
        return failed("the certificates of ca_file", settings.ca_file);
    }
    if (!settings.ca_directory.empty() &&
        SSL_CTX_load_verify_dir(context, settings.ca_directory.c_str()) != 1) {
        return failed("the certificates of ca_directory", settings.ca_directory);
    }
    return {};
}

[[nodiscard]] ECR_DECL std::string use_certificate(SSL_CTX* context, const tls_settings& settings) {
    const auto source = open_pem(settings.certificate, settings.certificate_file);
    void* const password = const_cast<tls_settings*>(&settings);
    const x509_ptr leaf(source ? PEM_read_bio_X509_AUX(source.get(), nullptr, give_password, password)
                               : nullptr);
    if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1) {
        return "cannot use the client certificate: " + openssl_reason();
    }
    while (X509* next = PEM_read_bio_X509(source.get(), nullptr, give_password, password)) {
        const x509_ptr issuer(next);
        if (SSL_CTX_add1_chain_cert(context, next) != 1) {
            return "cannot use the chain of the client certificate: " + openssl_reason();
        }
    }
    ERR_clear_error();
    return {};
}

[[nodiscard]] ECR_DECL std::string use_private_key(SSL_CTX* context, const tls_settings& settings) {
    const auto source = open_pem(settings.private_key.reveal(), settings.private_key_file);
    void* const password = const_cast<tls_settings*>(&settings);
    const key_ptr key(source ? PEM_read_bio_PrivateKey(source.get(), nullptr, give_password, password)
                             : nullptr);
    if (!key) return "cannot read the private key of the client certificate: " + openssl_reason();
    if (SSL_CTX_use_PrivateKey(context, key.get()) != 1 || SSL_CTX_check_private_key(context) != 1) {
        return "the private key does not belong to the client certificate: " + openssl_reason();
    }
    return {};
}

[[nodiscard]] ECR_DECL std::string load_identity(SSL_CTX* context, const tls_settings& settings) {
    const auto certificate = !settings.certificate.empty() || !settings.certificate_file.empty();
    const auto key = !settings.private_key.empty() || !settings.private_key_file.empty();
    if (!certificate && !key) return {};
    if (!key) return "a client certificate is set without its private key";
    if (!certificate) return "a private key is set without its client certificate";

    auto problem = use_certificate(context, settings);
    return problem.empty() ? use_private_key(context, settings) : problem;
}

ECR_DECL tls_context_result make_tls_context(const tls_settings& settings) {
    tls_context_result result;
    ERR_clear_error();
    SSL_CTX* const context = SSL_CTX_new(TLS_client_method());
    if (!context) {
        result.problem = "TLS is not available: " + openssl_reason();
        return result;
    }
    result.value = std::make_shared<tls_context>(context);
    const auto oldest = settings.minimum_version == tls_version::v1_3 ? TLS1_3_VERSION : TLS1_2_VERSION;
    SSL_CTX_set_min_proto_version(context, oldest);
    SSL_CTX_set_verify(context, settings.verify ? SSL_VERIFY_PEER : SSL_VERIFY_NONE, nullptr);

    if (settings.verify) result.problem = load_trust(context, settings);
    if (result.problem.empty()) result.problem = load_identity(context, settings);
    if (!result.problem.empty()) result.value.reset();
    return result;
}

}
