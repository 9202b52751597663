#pragma once

/// \file
/// What every provider that asks for keys over HTTP has to come through.

#include <ecr/credentials/cached.hpp>

#include <cstdint>
#include <optional>
#include <support/emulated_keys.hpp>
#include <vector>

namespace test {

/// What goes wrong, and what comes of it.
struct trial {
    ecr::fault_rule fault{};
    /// Part of the error; empty where the provider gets its keys all the same.
    std::string error{};
    /// How often the companion is asked until then.
    int requests{};
};

inline ecr::fault_rule once(ecr::fault_kind kind, int after = 0) {
    return {.kind = kind, .after = after, .count = 1};
}
inline ecr::fault_rule always(ecr::fault_kind kind) {
    return {.kind = kind};
}
inline ecr::fault_rule refusal(std::int32_t status, const std::string& code, int after = 0) {
    return {.kind = ecr::fault_kind::error, .after = after, .code = code, .status = status};
}
inline ecr::fault_rule never_answered(int after = 0) {
    return {.kind = ecr::fault_kind::delay, .after = after, .milliseconds = 3'600'000};
}

/// Waits for the answers to some requests no longer than a moment, whatever their limit, as none come.
class impatient_transport final : public ecr::http_transport {
public:
    impatient_transport(std::shared_ptr<ecr::http_transport> inner, std::int64_t from, std::int64_t count)
        : inner_(std::move(inner))
        , from_(from)
        , count_(count) {}

    asio::awaitable<ecr::transport_report> exchange(const ecr::http_request& request,
                                                    ecr::response_sink& sink) override {
        auto changed = request;
        const auto number = seen_++;
        if (number >= from_ && number - from_ < count_)
            changed.deadline = std::chrono::steady_clock::now() + 100ms;
        auto work = inner_->exchange(changed, sink);
        auto report = co_await std::move(work);
        co_return report;
    }

private:
    std::shared_ptr<ecr::http_transport> inner_;
    std::int64_t from_;
    std::int64_t count_;
    std::int64_t seen_ = 0;
};

struct provider_trials : emulated_keys {
    using provider_ptr = std::shared_ptr<ecr::credentials_provider>;

    provider_trials(std::string name, ecr::emulator_config config = {})
        : emulated_keys(std::move(config))
        , companion(std::move(name)) {}
    virtual ~provider_trials() = default;

    /// One that has asked nothing yet.
    virtual provider_ptr provider() = 0;

    [[nodiscard]] int asked() const { return requests_of(companion); }

    /// Its keys make calls in its account, until the emulator's time says that they are over.
    void call_until_expiry() {
        const auto made = provider();
        const auto keys = keys_of(*made);

        BOOST_TEST_REQUIRE(keys, problem);
        BOOST_TEST(call_with(*keys) == "");
        BOOST_TEST(server.requests().back().account == account);
        server.advance(life - 1min);
        BOOST_TEST(call_with(*keys) == "");
        server.advance(1min);
        BOOST_TEST(call_with(*keys) == "ExpiredTokenException");
        const auto next = keys_of(*made);
        BOOST_TEST_REQUIRE(next, problem);
        BOOST_TEST(call_with(*next) == "");
    }

    /// A cache asks it for new keys when the clock says so, or the service; and no sooner.
    void refresh() {
        const auto caller = client_with(cached());

        BOOST_TEST(problem_of(describe(caller)) == "");
        const auto first = asked();
        BOOST_TEST(problem_of(describe(caller)) == "");
        BOOST_TEST(asked() == first);
        time->pass(life);
        BOOST_TEST(problem_of(describe(caller)) == "");
        const auto second = asked();
        BOOST_TEST(second > first);
        BOOST_TEST(!logged("ExpiredTokenException"));
        server.advance(life);
        BOOST_TEST(problem_of(describe(caller)) == "");
        BOOST_TEST(asked() > second);
        BOOST_TEST(logged("ExpiredTokenException"));
    }

    /// Keys that are good still are used while nobody gives out others.
    void outlive_an_outage() {
        const auto caller = client_with(cached());
        BOOST_TEST(problem_of(describe(caller)) == "");
        const auto first = asked();

        auto outage = refusal(503, "ServiceUnavailable");
        outage.operation = companion;
        server.faults().add(outage);
        time->pass(life - 1min);

        BOOST_TEST(problem_of(describe(caller)) == "");
        BOOST_TEST(asked() > first);
        server.faults().clear();
        time->pass(1min);
        BOOST_TEST(problem_of(describe(caller)) == "");
    }

    void go_through(const std::vector<trial>& all) {
        for (const auto& each : all) {
            BOOST_TEST_CONTEXT(ecr::to_json(each.fault)) {
                suffer(each);
            }
        }
    }

    /// Whoever gives up, while that many answers have come and no more do, is told so at once, and the
    /// connection is let go.
    void give_up(int answers = 0) {
        auto silence = never_answered(answers);
        silence.operation = companion;
        server.clear_requests();
        server.faults().clear();
        server.faults().add(silence);
        const auto made = provider();

        const auto ended = cancelled_once(*made, [&] { return asked() > answers; });

        BOOST_TEST(asked() > answers);
        BOOST_TEST((ended == asio::error::operation_aborted), ended.message());
        run_until([&] { return with.transport->gauges().in_use == 0; });
    }

    std::string companion;
    std::string account{"210987654321"};
    /// Of its keys.
    std::chrono::milliseconds life = 6h;

private:
    provider_ptr cached() {
        return std::make_shared<ecr::cached_credentials>(context.get_executor(), provider(),
                                                         ecr::refresh_settings(), time);
    }

    void suffer(const trial& one) {
        auto fault = one.fault;
        fault.operation = companion;
        const bool waits = fault.kind == ecr::fault_kind::delay || fault.kind == ecr::fault_kind::stall;
        reconnect();
        server.clear_requests();
        server.faults().clear();
        server.faults().add(fault);
        if (waits)
            with.transport = std::make_shared<impatient_transport>(with.transport, fault.after.value_or(0),
                                                                   fault.count.value_or(1000));
        const auto made = provider();
        const auto keys = keys_of(*made);

        // One that was given up may never have come.
        BOOST_TEST((waits ? asked() <= one.requests : asked() == one.requests), asked());
        BOOST_TEST((keys != nullptr) == one.error.empty());
        BOOST_TEST(problem.find(one.error) != std::string::npos, problem << " lacks " << one.error);
        if (keys) BOOST_TEST(call_with(*keys) == "");
    }
};

}
