#pragma once

#include <ecr/credentials/refresh_settings.hpp>
#include <ecr/credentials_provider.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/detail/refresh_policy.hpp>
#include <ecr/time_source.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>

#include <cstddef>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

class pool_waiter;

using keys_ptr = std::shared_ptr<const credentials>;

/// One question to the source, and who waits for the answer.
struct credential_flight {
    std::vector<std::shared_ptr<pool_waiter>> waiters{};
    std::size_t waiting = 0;
    /// The strand of the question, made for it: a cache may outlive the context that it was made on.
    boost::asio::any_io_executor where{};
    std::weak_ptr<boost::asio::cancellation_signal> signal{};
    bool landed = false;
    /// Null after a failure.
    keys_ptr keys{};
    provider_failure failure{};
};

/// The keys of a source and the one question to it that may be under way. For any thread; the lock is never
/// held while something waits.
class credential_cache : public std::enable_shared_from_this<credential_cache> {
public:
    using flight_ptr = std::shared_ptr<credential_flight>;

    ECR_DECL credential_cache(boost::asio::any_io_executor executor,
                              std::shared_ptr<credentials_provider> source, const refresh_settings& settings,
                              std::shared_ptr<time_source> time);

    /// Keys that need no wait, or null; begins the refresh of those that age.
    [[nodiscard]] ECR_DECL keys_ptr ready();
    /// The flight that wakes `who` when it has landed; null if there are good `keys` after all.
    [[nodiscard]] ECR_DECL flight_ptr join(const std::shared_ptr<pool_waiter>& who, keys_ptr& keys);
    /// Ends the flight if nobody waits for it any more.
    ECR_DECL void leave(const flight_ptr& from, const std::shared_ptr<pool_waiter>& who);
    /// False if the source has no others.
    ECR_DECL bool expired(const credentials& keys);
    /// Ends the flight under way.
    ECR_DECL void end();

    [[nodiscard]] const credentials_provider& source() const noexcept { return *source_; }

private:
    class journey;

    void fly(flight_ptr begun);
    static boost::asio::awaitable<void> ask(std::shared_ptr<credential_cache> self, flight_ptr begun);
    void land(const flight_ptr& landing, keys_ptr keys, provider_failure failure);
    bool adopt(credential_flight& landing, keys_ptr fresh, timestamp now);
    void tell(const error& failed) const noexcept;
    void cancel(const credential_flight& ended);
    void forget(const flight_ptr& lost);

    const boost::asio::any_io_executor executor_;
    const std::shared_ptr<credentials_provider> source_;
    const std::shared_ptr<time_source> time_;
    const std::function<void(const error&)> on_failure_;

    std::mutex mutex_{};
    refresh_policy policy_;
    keys_ptr kept_{};
    /// What the service refused and no other keys have replaced yet.
    keys_ptr refused_{};
    flight_ptr current_{};
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/credential_cache.ipp>
#endif
