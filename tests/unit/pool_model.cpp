#include "support/pool_model.hpp"

#include <ecr/detail/pool_state.hpp>

#include <boost/test/unit_test.hpp>

#include <cstddef>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace {

using namespace pool_test;
using namespace std::chrono_literals;

using pool = ecr::detail::pool_state<int, int>;

/// Drives the pool and the model with the same random operations and compares them after each.
class comparison {
public:
    explicit comparison(unsigned seed)
        : random_(seed) {}

    void run(int operations) {
        for (step_ = 0; step_ != operations && mistake_.empty(); ++step_) {
            now_ += std::chrono::milliseconds(below(3) == 0 ? below(below(20) == 0 ? 40'000 : 2'000) : 0);
            step();
            compare();
        }
        if (mistake_.empty()) drain();
    }

    const std::string& mistake() const { return mistake_; }
    std::size_t opened() const { return static_cast<std::size_t>(next_connection_); }
    std::size_t waited() const { return waited_; }
    std::size_t cancelled_grants() const { return cancelled_grants_; }

private:
    int below(int end) { return std::uniform_int_distribution<int>(0, end - 1)(random_); }

    void check(bool holds, const std::string& what) {
        if (!holds && mistake_.empty()) mistake_ = "step " + std::to_string(step_) + ": " + what;
    }

    template <class Container>
    auto any_of(Container& from) {
        return std::next(from.begin(), below(static_cast<int>(from.size())));
    }

    void step() {
        const auto operation = below(100);
        if (operation < 25 && places_.size() < 12) return acquire();
        if (operation < 42) return give_back();
        if (operation < 54) return finish_opening();
        if (operation < 80) return claim_or_ask();
        if (operation < 87) return cancel();
        if (operation < 91) return replace();
        if (operation < 94) return warm();
        if (operation < 97) return expire();
        if (below(8) == 0) change_limits();
    }

    void settle(const pool::answer& answer, const pool_model::granted& expected, int waiter) {
        check(answer.turn == expected.turn, "another turn than expected");
        check(answer.connection.has_value() == (answer.turn == pool_turn::reuse), "a lease out of turn");
        if (answer.turn == pool_turn::open) ++opening_;
        if (answer.turn == pool_turn::wait) {
            places_.emplace(waiter, answer.place);
            ++waited_;
        }
        if (!answer.connection) return;
        check(answer.connection->connection == expected.what.connection, "another connection than expected");
        check(answer.connection->opened_at == expected.what.opened_at, "another age than expected");
        ++reused_;
        leases_.push_back(*answer.connection);
    }

    void acquire() {
        const auto waiter = next_waiter_++;
        settle(pool_.acquire(waiter, now_), model_.acquire(waiter, now_), waiter);
    }

    pool::lease take_lease() {
        const auto at = any_of(leases_);
        const auto lease = *at;
        leases_.erase(at);
        return lease;
    }

    static pool_model::parked parked(const pool::lease& lease) {
        return {lease.connection, lease.opened_at, {}};
    }

    void give_back() {
        if (leases_.empty()) return;
        const auto lease = take_lease();
        const auto reusable = below(5) != 0;
        pool_.release(lease, reusable, now_);
        model_.release(parked(lease), reusable, now_);
    }

    void finish_opening() {
        if (opening_ == 0) return;
        --opening_;
        if (below(4) == 0) {
            pool_.open_failed();
            model_.open_failed();
        } else {
            leases_.push_back(pool_.opened(next_connection_++, now_));
            --model_.connecting;
            ++model_.in_use;
        }
    }

    void claim_or_ask() {
        if (places_.empty()) return;
        const auto at = any_of(places_);
        const auto expected = model_.leave(at->first);
        if (!expected) {
            check(pool_.claim(at->second).turn == pool_turn::wait, "a claim out of turn");
            return waiting_again(at->first);
        }
        settle(pool_.claim(at->second), *expected, at->first);
        places_.erase(at);
    }

    // The model dropped the waiter from its queue when it was asked; its place is where its number belongs.
    void waiting_again(int waiter) {
        auto& queue = model_.queue;
        queue.insert(std::lower_bound(queue.begin(), queue.end(), waiter), waiter);
    }

    void cancel() {
        if (places_.empty()) return;
        const auto at = any_of(places_);
        const auto queued = std::count(model_.queue.begin(), model_.queue.end(), at->first) != 0;
        if (!queued) ++cancelled_grants_;
        pool_.cancel(at->second, now_);
        pool_.cancel(at->second, now_);
        model_.cancel(at->first, now_);
        places_.erase(at);
    }

    void replace() {
        if (leases_.empty()) return;
        const auto lease = take_lease();
        const auto fresh = below(2) == 0;
        const auto expected = model_.replace(parked(lease), fresh, now_);
        settle(fresh ? pool_.reopen(lease) : pool_.replace(lease, now_), expected, -1);
    }

    void warm() {
        const auto wanted = static_cast<std::size_t>(below(6));
        const auto begun = pool_.warm(wanted, now_);
        check(begun == model_.warm(wanted, now_), "another number to warm than expected");
        opening_ += begun;
    }

    void expire() {
        pool_.expire(now_);
        model_.expire(now_);
    }

    void change_limits() {
        pool_limits limits{static_cast<std::size_t>(below(7)), std::chrono::seconds(below(20)), {}};
        if (below(2) == 0) limits.max_age = std::chrono::seconds(5 + below(60));
        pool_.set_limits(limits, now_);
        model_.set_limits(limits, now_);
    }

    void compare() {
        std::vector<int> woken;
        while (const auto who = pool_.next_woken()) woken.push_back(*who);
        check(woken == model_.woken, "others woken than expected, or in another order");
        model_.woken.clear();

        std::multiset<int> discarded;
        while (const auto connection = pool_.next_discarded()) {
            discarded.insert(*connection);
            check(closed_.insert(*connection).second, "a connection discarded twice");
        }
        check(discarded == std::multiset<int>(model_.discarded.begin(), model_.discarded.end()),
              "others discarded than expected");
        model_.discarded.clear();

        const auto gauges = pool_.gauges();
        const pool_gauges expected{model_.in_use,     model_.idle.size(), model_.queue.size(),
                                   model_.connecting, opened(),           reused_};
        check(gauges == expected, "other gauges than expected");
        check(gauges.waiting == 0 || (gauges.idle == 0 && model_.live() >= model_.most()),
              "somebody waits although there is something to have");
        check(pool_.next_expiry().has_value() == (gauges.idle != 0), "an expiry of nothing, or none");
    }

    void drain() {
        const auto closes = below(2) == 0;
        if (closes) {
            pool_.close();
            model_.close();
            compare();
        }
        while (mistake_.empty() && !(leases_.empty() && opening_ == 0 && places_.empty())) {
            give_back();
            finish_opening();
            claim_or_ask();
            compare();
        }
        pool_.close();
        model_.close();
        compare();
        check(pool_.unused(), "something is left at the end");
        check(closed_.size() == opened(), "a connection was lost");
    }

    std::mt19937 random_;
    pool_time now_ = at(0);
    pool pool_{pool_limits{4, 15s, {}}};
    pool_model model_{.limits = {4, 15s, {}}};
    std::vector<pool::lease> leases_;
    std::map<int, pool::ticket> places_;
    std::size_t opening_ = 0;
    std::set<int> closed_;
    int next_waiter_ = 0;
    int next_connection_ = 0;
    int step_ = 0;
    std::uint64_t reused_ = 0;
    std::size_t waited_ = 0;
    std::size_t cancelled_grants_ = 0;
    std::string mistake_;
};

}

BOOST_AUTO_TEST_SUITE(pool_model)

BOOST_AUTO_TEST_CASE(random_operations_never_lose_a_slot_a_connection_or_a_waiter) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        comparison c(seed);

        c.run(20'000);

        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(c.mistake() == "");
            BOOST_TEST(c.opened() > 300u);
            BOOST_TEST(c.waited() > 500u);
            BOOST_TEST(c.cancelled_grants() > 100u);
        }
    }
}

BOOST_AUTO_TEST_CASE(many_short_lives_end_with_nothing_left) {
    for (unsigned seed = 100; seed != 1100; ++seed) {
        comparison c(seed);

        c.run(60);

        BOOST_TEST_CONTEXT("seed " << seed) {
            BOOST_TEST(c.mistake() == "");
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
