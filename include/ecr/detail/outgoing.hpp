#pragma once

#include <ecr/detail/call_state.hpp>
#include <ecr/detail/sigv4.hpp>
#include <ecr/http.hpp>
#include <ecr/interceptor.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

inline constexpr std::string_view target_prefix = "AmazonEC2ContainerRegistry_V20150921.";

/// What is wrong with the headers that a caller adds, or nothing: they must be headers, and none of those
/// that the client sets itself.
[[nodiscard]] ECR_DECL std::optional<std::string> refused_headers(const call_overrides& changed);

/// The request of one attempt; the views of its headers point into it.
class outgoing {
public:
    ECR_DECL outgoing(const call_state& state, timestamp now, int number, int most);
    outgoing(const outgoing&) = delete;
    outgoing& operator=(const outgoing&) = delete;

    /// Lets interceptors change the headers; returns the error of one that throws.
    [[nodiscard]] ECR_DECL std::optional<error> intercept(int number);

    /// Adds what signing makes; returns why it cannot be signed.
    [[nodiscard]] ECR_DECL std::optional<std::string> sign(const credentials& keys, timestamp now);

    /// What goes to the transport; it lasts as long as this object.
    [[nodiscard]] ECR_DECL http_request request(const time_limit& limit) const;

private:
    ECR_DECL std::array<std::string_view, 4> features() const;
    ECR_DECL void add(std::string_view name, std::string_view value);
    std::span<const header_view> headers() const {
        return more_.empty() ? std::span(fixed_).first(count_) : std::span<const header_view>(more_);
    }
    request_body body() const { return {state_.input.text, state_.input.blob_at, state_.input.blob.bytes()}; }
    ECR_DECL sigv4_payload payload() const;

    const call_state& state_;
    // The texts that the views below look at, one after the other.
    std::string texts_{};
    std::string_view target_{};
    std::string_view host_{};
    sigv4_headers signed_{};
    secret token_{};
    request_draft::header_list intercepted_{};
    // Enough for all but callers with many headers of their own, without an allocation.
    std::array<header_view, 12> fixed_{};
    std::size_t count_ = 0;
    std::vector<header_view> more_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/outgoing.ipp>
#endif
