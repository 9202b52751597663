#pragma once

#include <ecr/detail/credential_cache.hpp>
#include <ecr/detail/endpoint_pool.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <optional>
#include <string>
#include <utility>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL credential_cache::credential_cache(boost::asio::any_io_executor executor,
                                            std::shared_ptr<credentials_provider> source,
                                            const refresh_settings& settings,
                                            std::shared_ptr<time_source> time)
    : executor_(std::move(executor))
    , source_(std::move(source))
    , time_(time ? std::move(time) : system_time_source())
    , on_failure_(settings.on_failure)
    , policy_(settings) {}

ECR_DECL keys_ptr credential_cache::ready() {
    flight_ptr begun;
    keys_ptr keys;
    {
        const std::lock_guard lock(mutex_);
        const auto state = policy_.judge(time_->utc_now());
        if (state == freshness::useless || state == freshness::due) return nullptr;
        if (state == freshness::ageing && !current_) begun = current_ = std::make_shared<credential_flight>();
        keys = kept_;
    }
    if (begun) fly(std::move(begun));
    return keys;
}

ECR_DECL credential_cache::flight_ptr credential_cache::join(const std::shared_ptr<pool_waiter>& who,
                                                             keys_ptr& keys) {
    flight_ptr joined;
    flight_ptr begun;
    {
        const std::lock_guard lock(mutex_);
        const auto state = policy_.judge(time_->utc_now());
        // Somebody else's refresh may have ended since there were none ready.
        if (state == freshness::good || state == freshness::ageing) {
            keys = kept_;
            return nullptr;
        }
        if (!current_) begun = current_ = std::make_shared<credential_flight>();
        joined = current_;
        joined->waiters.push_back(who);
        ++joined->waiting;
    }
    if (begun) fly(std::move(begun));
    return joined;
}

ECR_DECL void credential_cache::leave(const flight_ptr& from, const std::shared_ptr<pool_waiter>& who) {
    const std::lock_guard lock(mutex_);
    std::erase(from->waiters, who);
    if (--from->waiting != 0 || from->landed) return;
    // Whoever comes now gets an answer of its own instead of this one's cancellation.
    if (current_ == from) current_ = nullptr;
    cancel(*from);
}

ECR_DECL bool credential_cache::expired(const credentials& keys) {
    const std::lock_guard lock(mutex_);
    if (!kept_ || *kept_ != keys) return true;
    const bool renewable = source_->expired(keys) || keys.expiration.has_value();
    if (!renewable) return false;
    refused_ = kept_;
    policy_.refused();
    return true;
}

ECR_DECL void credential_cache::end() {
    const std::lock_guard lock(mutex_);
    if (current_) cancel(*current_);
}

/// What is left of a flight is put away also when a context that goes destroys it.
class credential_cache::journey {
public:
    journey(std::shared_ptr<credential_cache> cache, flight_ptr flight)
        : cache_(std::move(cache))
        , flight_(std::move(flight)) {}
    ~journey() { cache_->forget(flight_); }
    journey(const journey&) = delete;
    journey& operator=(const journey&) = delete;

private:
    std::shared_ptr<credential_cache> cache_;
    flight_ptr flight_;
};

ECR_DECL void credential_cache::forget(const flight_ptr& lost) {
    const std::lock_guard lock(mutex_);
    lost->where = nullptr;
    if (current_ == lost) current_ = nullptr;
}

ECR_DECL void credential_cache::fly(flight_ptr begun) {
    auto signal = std::make_shared<boost::asio::cancellation_signal>();
    const boost::asio::any_io_executor strand = boost::asio::make_strand(executor_);
    {
        const std::lock_guard lock(mutex_);
        begun->signal = signal;
        begun->where = strand;
    }
    auto trip = std::make_unique<journey>(shared_from_this(), begun);
    auto start = [self = shared_from_this(), begun = std::move(begun), strand, signal,
                  trip = std::move(trip)]() mutable {
        // The signal goes last, on the strand, after everything that could emit it there.
        boost::asio::co_spawn(strand, ask(std::move(self), std::move(begun)),
                              boost::asio::bind_cancellation_slot(
                                  signal->slot(), [signal, trip = std::move(trip)](std::exception_ptr) {}));
    };
    boost::asio::post(strand, std::move(start));
}

ECR_DECL boost::asio::awaitable<void> credential_cache::ask(std::shared_ptr<credential_cache> self,
                                                            flight_ptr begun) {
    const boost::asio::enable_total_cancellation every;
    keys_ptr keys;
    provider_failure failure;
    try {
        co_await boost::asio::this_coro::reset_cancellation_state(every);
        keys = co_await self->source_->get();
        if (!keys) failure.reason = credentials_error("the credentials provider has no keys");
    } catch (...) {
        failure = provider_failure_of(std::current_exception());
    }
    self->land(begun, std::move(keys), std::move(failure));
}

// False if the old keys are no better.
ECR_DECL bool credential_cache::adopt(credential_flight& landing, keys_ptr fresh, timestamp now) {
    if (fresh->expiration && *fresh->expiration <= now) {
        landing.failure.reason = credentials_error("the keys of provider " + fresh->provider_name +
                                                   " were expired when they came: check the clock");
        return true;
    }
    const auto before = std::exchange(refused_, nullptr);
    policy_.obtained(fresh->expiration, now, time_->random());
    kept_ = std::move(fresh);
    if (!before || *before != *kept_) {
        landing.keys = kept_;
        return true;
    }
    landing.failure.reason =
        credentials_error("the service calls the keys of provider " + kept_->provider_name +
                          " expired, and the provider has no others: renew them at their source");
    return false;
}

ECR_DECL void credential_cache::tell(const error& failed) const noexcept {
    if (!on_failure_ || failed.kind() == error_kind::cancelled) return;
    try {
        on_failure_(failed);
    } catch (...) { // a listener that fails must not fail those who wait
    }
}

ECR_DECL void credential_cache::land(const flight_ptr& landing, keys_ptr keys, provider_failure failure) {
    std::vector<wake_up> woken;
    std::optional<error> failed;
    {
        const std::lock_guard lock(mutex_);
        const auto now = time_->utc_now();
        landing->landed = true;
        landing->failure = std::move(failure);
        const bool fall_back = !keys || adopt(*landing, std::move(keys), now);
        if (!landing->keys) failed = landing->failure.reason;
        if (!landing->keys && fall_back) {
            policy_.failed(now, time_->random());
            if (policy_.judge(now) != freshness::useless) landing->keys = kept_;
        }
        if (current_ == landing) current_ = nullptr;
        for (auto& each : std::exchange(landing->waiters, {})) woken.emplace_back(std::move(each));
    }
    if (failed) tell(*failed);
    for (const auto& each : woken) pool_waiter::wake(each.who);
}

ECR_DECL void credential_cache::cancel(const credential_flight& ended) {
    // A context that is gone has destroyed the signal, and must not be posted to.
    if (ended.signal.expired() || !ended.where) return;
    boost::asio::post(ended.where, [known = ended.signal] {
        if (const auto signal = known.lock()) signal->emit(boost::asio::cancellation_type::terminal);
    });
}

}
