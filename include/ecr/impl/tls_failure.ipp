#pragma once

#include <ecr/detail/quoted.hpp>
#include <ecr/detail/tls_failure.hpp>

#include <boost/asio/error.hpp>
#include <boost/asio/ssl/error.hpp>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <array>
#include <ctime>
#include <string_view>

namespace ecr::inline ECR_ABI::detail {

[[nodiscard]] ECR_DECL std::string shown_time(const ASN1_TIME* time) {
    std::tm parts{};
    if (!time || ASN1_TIME_to_tm(time, &parts) != 1) return "an unreadable time";

    const auto padded = [](int number, std::size_t width) {
        auto digits = std::to_string(number);
        return digits.size() < width ? std::string(width - digits.size(), '0') + digits : digits;
    };
    return padded(parts.tm_year + 1900, 4) + "-" + padded(parts.tm_mon + 1, 2) + "-" +
           padded(parts.tm_mday, 2) + "T" + padded(parts.tm_hour, 2) + ":" + padded(parts.tm_min, 2) + ":" +
           padded(parts.tm_sec, 2) + "Z";
}

[[nodiscard]] ECR_DECL std::string shown_name(const X509_NAME* name) {
    std::array<char, 256> text{};
    X509_NAME_oneline(name, text.data(), static_cast<int>(text.size()));
    return quoted(text.data());
}

ECR_DECL std::string objection_to(x509_store_ctx_st* store) {
    const auto code = X509_STORE_CTX_get_error(store);
    const X509* const certificate = X509_STORE_CTX_get_current_cert(store);
    const std::string whose =
        X509_STORE_CTX_get_error_depth(store) == 0 ? "the certificate" : "a certificate of the chain";
    if (!certificate)
        return std::string("the certificate is refused: ") + X509_verify_cert_error_string(code);

    const auto subject = " (" + shown_name(X509_get_subject_name(certificate)) + ")";
    const auto issuer = " " + shown_name(X509_get_issuer_name(certificate));
    constexpr auto remedy = "; trust it with tls_settings::ca_file or AWS_CA_BUNDLE";
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return whose + " has expired, it was valid until " + shown_time(X509_get0_notAfter(certificate));
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return whose + " is not yet valid, it will be from " + shown_time(X509_get0_notBefore(certificate));
    case X509_V_ERR_HOSTNAME_MISMATCH:
    case X509_V_ERR_IP_ADDRESS_MISMATCH:
        return whose + " is for another host" + subject;
    case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT:
        return whose + " is self-signed and not trusted" + subject + remedy;
    case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
    case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
        return whose + " is issued by an unknown authority" + issuer + remedy;
    default:
        return whose + " is refused: " + X509_verify_cert_error_string(code) + subject;
    }
}

[[nodiscard]] ECR_DECL std::string_view refused_certificate(int reason) noexcept {
    switch (reason) {
    case SSL_R_SSLV3_ALERT_BAD_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_UNSUPPORTED_CERTIFICATE:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_REVOKED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_EXPIRED:
    case SSL_R_SSLV3_ALERT_CERTIFICATE_UNKNOWN:
    case SSL_R_TLSV1_ALERT_UNKNOWN_CA:
    case SSL_R_TLSV1_ALERT_ACCESS_DENIED:
    case SSL_R_TLSV1_ALERT_DECRYPT_ERROR:
        return "the peer refuses the client certificate";
    default:
        return {};
    }
}

[[nodiscard]] ECR_DECL std::string_view known_reason(int reason) noexcept {
    switch (reason) {
    case SSL_R_UNSUPPORTED_PROTOCOL:
    case SSL_R_TLSV1_ALERT_PROTOCOL_VERSION:
        return "the peer speaks no version of TLS that is accepted, which begins with 1.2";
    case SSL_R_WRONG_VERSION_NUMBER:
    case SSL_R_HTTP_REQUEST:
    case SSL_R_HTTPS_PROXY_REQUEST:
    case SSL_R_PACKET_LENGTH_TOO_LONG:
    case SSL_R_RECORD_LENGTH_MISMATCH:
        return "the peer does not speak TLS on this port";
    case SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE:
    case SSL_R_TLSV1_ALERT_INSUFFICIENT_SECURITY:
    case SSL_R_NO_SHARED_CIPHER:
        return "the peer and the client have no cipher in common";
    case SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED:
        return "the peer requires a client certificate; set tls_settings::certificate_file";
    case SSL_R_TLSV1_UNRECOGNIZED_NAME:
        return "the peer does not know the host name";
    case SSL_R_TLSV1_ALERT_NO_APPLICATION_PROTOCOL:
        return "the peer does not offer HTTP/1.1";
    default:
        return refused_certificate(reason);
    }
}

ECR_DECL std::string tls_reason(const boost::system::error_code& error, const tls_facts& facts) {
    namespace asio = boost::asio;

    if (!facts.objection.empty()) return facts.objection;
    if (error == asio::error::eof || error == asio::ssl::error::stream_truncated) {
        return "the peer closed the connection";
    }
    if (error.category() != asio::error::get_ssl_category()) return error.message();

    const auto reason = ERR_GET_REASON(static_cast<unsigned long>(error.value()));
    // TLS 1.2 has no alert of its own for a missing certificate.
    const auto bare_refusal =
        reason == SSL_R_SSLV3_ALERT_HANDSHAKE_FAILURE || reason == SSL_R_SSLV3_ALERT_BAD_CERTIFICATE;
    if (facts.certificate_asked_for && bare_refusal) {
        return std::string(known_reason(SSL_R_TLSV13_ALERT_CERTIFICATE_REQUIRED));
    }
    const auto known = known_reason(reason);
    return known.empty() ? error.message() : std::string(known);
}

}
