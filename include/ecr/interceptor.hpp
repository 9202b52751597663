#pragma once

#include <ecr/http.hpp>

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI {

/// The request of one attempt before it is signed.
class request_draft {
public:
    using header_list = std::vector<std::pair<std::string, std::string>>;

    request_draft(std::string_view operation, int attempt, const endpoint& where, request_body body,
                  header_list headers)
        : operation_(operation)
        , attempt_(attempt)
        , where_(&where)
        , body_(body)
        , headers_(std::move(headers)) {}

    [[nodiscard]] std::string_view operation() const noexcept { return operation_; }
    /// From 1.
    [[nodiscard]] int attempt() const noexcept { return attempt_; }
    [[nodiscard]] const endpoint& where() const noexcept { return *where_; }
    [[nodiscard]] const request_body& body() const noexcept { return body_; }
    /// What will be sent, less what signing adds.
    [[nodiscard]] const header_list& headers() const noexcept { return headers_; }

    /// The value of the first header of that name in any case; empty when there is none.
    [[nodiscard]] std::string_view header(std::string_view name) const noexcept;

    /// Puts this header in place of all of that name. Throws `std::invalid_argument` for one that belongs to
    /// the protocol or to signing, such as Host, X-Amz-Target or Authorization.
    void set_header(std::string_view name, std::string_view value);

    /// Takes out all headers of that name; throws as `set_header` does.
    void remove_header(std::string_view name);

private:
    std::string_view operation_;
    int attempt_;
    const endpoint* where_;
    request_body body_;
    header_list headers_;
};

/// Status and headers of the answer to one attempt.
struct intercepted_response {
    std::string_view operation{};
    int attempt = 1;
    int status = 0;
    std::span<const header_view> headers{};
};

/// Reads and changes what a client sends, and reads what is answered. Derive and override what matters.
///
/// Runs where the call runs, so calls of one client may use it at the same time. What it throws ends the call
/// as an error of kind `configuration`, without a further attempt.
class interceptor {
public:
    virtual ~interceptor() = default;
    interceptor(const interceptor&) = delete;
    interceptor& operator=(const interceptor&) = delete;

    /// Before each attempt is signed.
    virtual void before_signing(request_draft&) {}

    /// After each attempt that was answered, whatever the status.
    virtual void after_response(const intercepted_response&) {}

protected:
    interceptor() = default;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/interceptor.ipp>
#endif
