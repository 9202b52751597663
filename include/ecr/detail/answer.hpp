#pragma once

#include <ecr/detail/json_read.hpp>
#include <ecr/error.hpp>
#include <ecr/http.hpp>
#include <ecr/response_metadata.hpp>
#include <ecr/timestamp.hpp>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

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

    /// Zero before the head; the texts are empty then.
    [[nodiscard]] int status() const noexcept { return got_ ? got_->status : 0; }
    [[nodiscard]] std::optional<timestamp> date() const noexcept { return got_ ? got_->date : std::nullopt; }
    [[nodiscard]] bool has_age() const noexcept { return got_ && got_->has_age; }
    [[nodiscard]] std::string_view retry_after() const noexcept { return text(&parts::retry_after); }
    [[nodiscard]] std::string_view request_id() const noexcept { return text(&parts::request_id); }

private:
    struct parts {
        int status = 0;
        bool has_age = false;
        std::optional<timestamp> date{};
        std::string retry_after{};
        std::string request_id{};
        std::string error_type{};
        std::string location{};
        /// Reads a success into the response struct; of anything else the text is kept.
        std::optional<json_reader> reader{};
        std::string body{};
    };

    // There, though empty, even if a transport has forgotten to tell the head.
    ECR_DECL parts& got();
    [[nodiscard]] std::string_view text(std::string parts::*which) const noexcept {
        return got_ ? std::string_view((*got_).*which) : std::string_view();
    }

    const shape& type_;
    void* object_;
    response_metadata* metadata_;
    // Large, so they are made when the answer comes: many calls wait for one.
    std::unique_ptr<parts> got_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/answer.ipp>
#endif
