#pragma once

#include <ecr/observer.hpp>

#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace ecr::inline ECR_ABI {

/// Writes one line for each event, with secrets masked, to a function of the caller's:
/// `[1f0e77a2] ListImages: attempt 1 answered 200 after 12.3 ms, request id 5c, 41 bytes sent, 310 received`.
///
/// The function is called by one thread at a time and gets lines without their end. What it throws is
/// dropped.
class line_logger final : public observer {
public:
    using write_line = std::function<void(std::string_view line)>;

    enum class detail_level : unsigned char {
        events,
        /// Also requests and answers, in lines that begin with `>` and `<`.
        wire,
    };

    explicit line_logger(write_line write, detail_level level = detail_level::events)
        : write_(std::move(write))
        , level_(level) {}

    void on_call_started(const call_started& event) noexcept override;
    void on_call_finished(const call_finished& event) noexcept override;
    void on_attempt_started(const attempt_started& event) noexcept override;
    void on_attempt_finished(const attempt_finished& event) noexcept override;
    void on_retry_scheduled(const retry_scheduled& event) noexcept override;
    void on_retry_refused(const retry_refused& event) noexcept override;
    void on_connection_used(const connection_used& event) noexcept override;
    void on_connection_failed(const connection_failed& event) noexcept override;
    void on_credentials_asked(const credentials_asked& event) noexcept override;
    void on_clock_corrected(const clock_corrected& event) noexcept override;

    [[nodiscard]] bool wants_wire_dumps() const noexcept override { return level_ == detail_level::wire; }
    void on_wire_dump(const wire_dump& event) noexcept override;

private:
    template <class Compose>
    void line(const call_info& call, Compose compose) noexcept;

    std::mutex mutex_{};
    write_line write_;
    detail_level level_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/log.ipp>
#endif
