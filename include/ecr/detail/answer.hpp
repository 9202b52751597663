#pragma once

#include <ecr/detail/json_read.hpp>
#include <ecr/error.hpp>
#include <ecr/http.hpp>
#include <ecr/response_metadata.hpp>
#include <ecr/timestamp.hpp>

#include <memory>
#include <optional>
#include <string>

namespace ecr::inline ECR_ABI::detail {

/// Takes the answer of one attempt: a success straight into the response struct, anything else as text.
class answer final : public response_sink {
public:
    /// Starts over for another attempt; `object` is put back to its initial state.
    answer(const shape& type, void* object, response_metadata* metadata)
        : type_(type)
        , object_(object)
        , metadata_(metadata) {}

    ECR_DECL void begin();

    ECR_DECL void head(const http_head& head) override;
    [[nodiscard]] ECR_DECL bool body(std::string_view piece) override;

    /// The error that a complete answer stands for, or nothing when the response is there.
    [[nodiscard]] ECR_DECL std::optional<error> failure();

    [[nodiscard]] int status() const noexcept { return status_; }
    [[nodiscard]] std::optional<timestamp> date() const noexcept { return date_; }
    [[nodiscard]] bool has_age() const noexcept { return has_age_; }
    [[nodiscard]] const std::string& retry_after() const noexcept { return retry_after_; }
    [[nodiscard]] const std::string& request_id() const noexcept { return request_id_; }

private:
    [[nodiscard]] bool succeeded() const noexcept { return status_ / 100 == 2; }

    const shape& type_;
    void* object_;
    response_metadata* metadata_;
    // Large, so it is made when the answer comes: many calls wait for one.
    std::unique_ptr<json_reader> reader_{};
    int status_ = 0;
    bool has_age_ = false;
    std::optional<timestamp> date_{};
    std::string retry_after_{};
    std::string request_id_{};
    std::string error_type_{};
    std::string location_{};
    std::string body_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/answer.ipp>
#endif
