#pragma once

#include <ecr/credentials/not_configured.hpp>
#include <ecr/detail/printable.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/exception.hpp>

#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL error credentials_error(std::string message, boost::system::error_code cause) {
    error_data parts;
    parts.kind = error_kind::credentials;
    parts.message = std::move(message);
    parts.cause = cause;
    return error(std::move(parts));
}

ECR_DECL void throw_credentials_error(std::string message) {
    throw_error(credentials_error(std::move(message)));
}

ECR_DECL void throw_not_configured(std::string message) {
    throw not_configured(credentials_error(std::move(message)));
}

ECR_DECL void provider_failure::raise() const {
    if (not_configured) throw ecr::not_configured(reason);
    throw_error(reason);
}

inline error cancelled_error() {
    error_data parts;
    parts.kind = error_kind::cancelled;
    parts.message = "getting credentials was cancelled";
    return error(std::move(parts));
}

ECR_DECL provider_failure provider_failure_of(std::exception_ptr thrown) {
    try {
        std::rethrow_exception(std::move(thrown));
    } catch (const ecr::not_configured& failed) {
        return {failed.error(), true};
    } catch (const exception& failed) {
        return {failed.error()};
    } catch (const boost::system::system_error& failed) {
        const boost::system::error_code aborted(ECR_OPERATION_ABORTED, boost::system::system_category());
        if (failed.code() == aborted) return {cancelled_error()};
        return {
            credentials_error("the credentials provider failed: " + redacted(failed.what()), failed.code())};
    } catch (const std::exception& failed) {
        return {credentials_error("the credentials provider failed: " + redacted(failed.what()))};
    } catch (...) {
        return {credentials_error("the credentials provider failed for an unknown reason")};
    }
}

}
