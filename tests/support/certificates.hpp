#pragma once

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <memory>
#include <stdexcept>
#include <string>

namespace test {

/// A certificate and its key as PEM text.
struct identity {
    std::string certificate{};
    std::string key{};
};

struct certificate_options {
    std::string name = "localhost";
    /// Such as `DNS:localhost,IP:127.0.0.1`; none when empty.
    std::string alternatives = "DNS:localhost,IP:127.0.0.1";
    /// Seconds from now.
    long from = -3600;
    long until = 3600;
    /// Signed by itself when absent.
    const identity* issuer = nullptr;
    bool authority = false;
};

namespace certificates {

template <auto Free>
struct deleter {
    template <class T>
    void operator()(T* pointer) const noexcept {
        Free(pointer);
    }
};

using bio = std::unique_ptr<BIO, deleter<BIO_free_all>>;
using x509 = std::unique_ptr<X509, deleter<X509_free>>;
using key = std::unique_ptr<EVP_PKEY, deleter<EVP_PKEY_free>>;
using extension = std::unique_ptr<X509_EXTENSION, deleter<X509_EXTENSION_free>>;

inline void require(bool condition, const char* what) {
    if (!condition) throw std::runtime_error(std::string("certificates: ") + what);
}

inline std::string text_of(BIO* source) {
    char* data = nullptr;
    const auto size = BIO_get_mem_data(source, &data);
    return {data, static_cast<std::size_t>(size)};
}

inline bio reader(const std::string& text) {
    return bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

inline void extend(X509* certificate, X509* issuer, int which, const std::string& value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const extension made(X509V3_EXT_conf_nid(nullptr, &context, which, value.c_str()));
    require(made && X509_add_ext(certificate, made.get(), -1) == 1, "extension");
}

inline void name(X509_NAME* target, const std::string& text) {
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    X509_NAME_add_entry_by_txt(target, "CN", MBSTRING_UTF8, bytes, static_cast<int>(text.size()), -1, 0);
}

}

inline identity make_identity(const certificate_options& options = {}) {
    using namespace certificates;
    static long serial = 0;

    const key own(EVP_EC_gen("P-256"));
    const x509 certificate(X509_new());
    require(own && certificate, "key");
    x509 issuer;
    key signer;
    if (options.issuer) {
        issuer.reset(PEM_read_bio_X509(reader(options.issuer->certificate).get(), nullptr, nullptr, nullptr));
        signer.reset(PEM_read_bio_PrivateKey(reader(options.issuer->key).get(), nullptr, nullptr, nullptr));
        require(issuer && signer, "issuer");
    }
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), ++serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), options.from);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), options.until);
    X509_set_pubkey(certificate.get(), own.get());
    name(X509_get_subject_name(certificate.get()), options.name);
    X509* const signed_by = issuer ? issuer.get() : certificate.get();
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(signed_by));
    extend(certificate.get(), signed_by, NID_basic_constraints,
           options.authority ? "critical,CA:TRUE" : "CA:FALSE");
    if (!options.alternatives.empty()) {
        extend(certificate.get(), signed_by, NID_subject_alt_name, options.alternatives);
    }
    EVP_PKEY* const key = signer ? signer.get() : own.get();
    require(X509_sign(certificate.get(), key, EVP_sha256()) > 0, "signature");

    const bio certificate_text(BIO_new(BIO_s_mem()));
    const bio key_text(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificate_text.get(), certificate.get());
    PEM_write_bio_PrivateKey(key_text.get(), own.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return {text_of(certificate_text.get()), text_of(key_text.get())};
}

}
