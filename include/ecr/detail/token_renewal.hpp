#pragma once

#include <ecr/detail/json_document.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/timestamp.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

class pool_waiter;

/// What a renewal came to.
struct renewed_token {
    /// Nothing if it failed.
    std::optional<json_document> token{};
    provider_failure failure{};
    /// The service has heard nothing of it, so another try needs no pause.
    bool unsent = false;
};

/// One renewal, and who waits for it.
struct renewal_flight {
    std::vector<std::shared_ptr<pool_waiter>> waiters{};
    bool landed = false;
    renewed_token outcome{};
};

/// The one renewal of a token that may be under way. For any thread; the lock is never held while something
/// waits.
///
/// Whoever gives up waiting does not end it: its answer may be the only one to a refresh token that is good
/// for one use.
class token_renewal : public std::enable_shared_from_this<token_renewal> {
public:
    using flight_ptr = std::shared_ptr<renewal_flight>;

    /// Begins `work` on the executor, or the caller's if there is none, and waits for its end.
    ///
    /// Where a renewal is under way, the wait is for that one if it is `needed`. Null if there is nothing to
    /// wait for, also because the last attempt was only a moment before `now`.
    [[nodiscard]] ECR_DECL boost::asio::awaitable<flight_ptr>
    join(boost::asio::any_io_executor executor, timestamp now, bool needed,
         boost::asio::awaitable<renewed_token> work);

private:
    class journey;
    class seat;

    flight_ptr enter(const std::shared_ptr<pool_waiter>& who, timestamp now, bool needed, bool& begins);
    void leave(renewal_flight& from, const std::shared_ptr<pool_waiter>& who);
    void fly(const boost::asio::any_io_executor& executor, const flight_ptr& begun,
             boost::asio::awaitable<renewed_token> work);
    static boost::asio::awaitable<void> run(std::shared_ptr<token_renewal> self, flight_ptr begun,
                                            boost::asio::awaitable<renewed_token> work);
    void land(renewal_flight& landing, renewed_token outcome);

    std::mutex mutex_{};
    flight_ptr current_{};
    std::optional<timestamp> last_attempt_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/token_renewal.ipp>
#endif
