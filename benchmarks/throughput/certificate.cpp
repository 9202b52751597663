#include "../harness.hpp"
#include "certificate.hpp"

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace bench {

namespace {

using key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using certificate = std::unique_ptr<X509, decltype(&X509_free)>;

void add_extension(X509* to, int kind, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, to, to, nullptr, nullptr, 0);
    X509_EXTENSION* const extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value);
    ensure(extension != nullptr && X509_add_ext(to, extension, -1) == 1, "to extend the certificate");
    X509_EXTENSION_free(extension);
}

certificate make_certificate(EVP_PKEY* with) {
    certificate made(X509_new(), &X509_free);
    X509_set_version(made.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(made.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(made.get()), 24 * 3600);
    X509_set_pubkey(made.get(), with);
    X509_NAME* const name = X509_get_subject_name(made.get());
    const unsigned char text[] = "throughput benchmark";
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, text, -1, -1, 0);
    X509_set_issuer_name(made.get(), name);
    add_extension(made.get(), NID_basic_constraints, "critical,CA:TRUE");
    add_extension(made.get(), NID_subject_key_identifier, "hash");
    add_extension(made.get(), NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1");
    ensure(X509_sign(made.get(), with, EVP_sha256()) != 0, "to sign the certificate");
    return made;
}

std::string write_to_new_file(X509* what) {
    std::string path = std::filesystem::temp_directory_path() / "ecr-throughput-XXXXXX";
    const int descriptor = mkstemp(path.data());
    ensure(descriptor >= 0, "to make a file for the certificate");
    std::FILE* const file = fdopen(descriptor, "w");
    ensure(file != nullptr && PEM_write_X509(file, what) == 1 && std::fclose(file) == 0,
           "to write the certificate");
    return path;
}

}

tls_context self_signed_server(std::string& path) {
    const key own(EVP_EC_gen("P-256"), &EVP_PKEY_free);
    const certificate shown = make_certificate(own.get());
    tls_context context(SSL_CTX_new(TLS_server_method()));
    SSL_CTX_set_min_proto_version(context.get(), TLS1_3_VERSION);
    SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_RELEASE_BUFFERS);
    SSL_CTX_set_read_ahead(context.get(), 1);
    ensure(SSL_CTX_use_certificate(context.get(), shown.get()) == 1 &&
               SSL_CTX_use_PrivateKey(context.get(), own.get()) == 1,
           "to use the certificate");
    path = write_to_new_file(shown.get());
    return context;
}

}
