#pragma once

#include <ecr/emulator/certificate.hpp>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

template <auto Free>
struct certificate_part_deleter {
    template <class T>
    void operator()(T* part) const noexcept {
        Free(part);
    }
};

using pem_text = std::unique_ptr<BIO, certificate_part_deleter<BIO_free_all>>;
using x509_certificate = std::unique_ptr<X509, certificate_part_deleter<X509_free>>;
using x509_extension = std::unique_ptr<X509_EXTENSION, certificate_part_deleter<X509_EXTENSION_free>>;
using certificate_key = std::unique_ptr<EVP_PKEY, certificate_part_deleter<EVP_PKEY_free>>;
using extension_texts = std::vector<std::pair<int, const char*>>;

ECR_DECL void require_made(bool made, const char* what) {
    if (!made) throw std::runtime_error(std::string("OpenSSL cannot make the ") + what + " of the emulator");
}

[[nodiscard]] ECR_DECL std::string text_in(const pem_text& text) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(text.get(), &data);
    return {data, static_cast<std::size_t>(size)};
}

ECR_DECL void set_serial(X509* certificate) {
    std::uint64_t number = 0;
    require_made(RAND_bytes(reinterpret_cast<unsigned char*>(&number), sizeof number) == 1, "serial number");
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), (number >> 1U) | 1U);
}

/// A certificate for the key, unsigned; issued by itself where there is no issuer.
[[nodiscard]] ECR_DECL x509_certificate draft(EVP_PKEY* key, const char* name, X509* issuer,
                                              const extension_texts& extensions) {
    x509_certificate made(X509_new());
    require_made(made && X509_set_version(made.get(), 2) == 1 && X509_set_pubkey(made.get(), key) == 1,
                 "certificate");
    set_serial(made.get());
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -24L * 3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 365L * 24 * 3600);
    const auto* text = reinterpret_cast<const unsigned char*>(name);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(made.get()), "CN", MBSTRING_UTF8, text, -1, -1, 0);
    X509* const signed_by = issuer ? issuer : made.get();
    X509_set_issuer_name(made.get(), X509_get_subject_name(signed_by));
    X509V3_CTX context{};
    X509V3_set_ctx(&context, signed_by, made.get(), nullptr, nullptr, 0);
    for (const auto& [which, value] : extensions) {
        const x509_extension extension(X509V3_EXT_conf_nid(nullptr, &context, which, value));
        require_made(extension && X509_add_ext(made.get(), extension.get(), -1) == 1, "certificate");
    }
    return made;
}

[[nodiscard]] ECR_DECL std::string signed_text(X509* certificate, EVP_PKEY* signer) {
    require_made(X509_sign(certificate, signer, EVP_sha256()) > 0, "signature");
    const pem_text text(BIO_new(BIO_s_mem()));
    require_made(text && PEM_write_bio_X509(text.get(), certificate) == 1, "certificate");
    return text_in(text);
}

ECR_DECL server_identity make_server_identity() {
    const certificate_key authority_key(EVP_EC_gen("P-256"));
    const certificate_key own_key(EVP_EC_gen("P-256"));
    require_made(authority_key && own_key, "key");
    const auto authority = draft(authority_key.get(), "ecr emulator authority", nullptr,
                                 {{NID_basic_constraints, "critical,CA:TRUE"},
                                  {NID_key_usage, "critical,keyCertSign,cRLSign"},
                                  {NID_subject_key_identifier, "hash"}});
    server_identity made{.authority = signed_text(authority.get(), authority_key.get())};
    const auto own = draft(own_key.get(), "localhost", authority.get(),
                           {{NID_basic_constraints, "critical,CA:FALSE"},
                            {NID_key_usage, "critical,digitalSignature"},
                            {NID_ext_key_usage, "serverAuth"},
                            {NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1"},
                            {NID_subject_key_identifier, "hash"},
                            {NID_authority_key_identifier, "keyid:always"}});
    made.certificate = signed_text(own.get(), authority_key.get());
    const pem_text text(BIO_new(BIO_s_mem()));
    const auto written =
        PEM_write_bio_PrivateKey(text.get(), own_key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    require_made(written == 1, "key");
    made.private_key = text_in(text);
    return made;
}

}
