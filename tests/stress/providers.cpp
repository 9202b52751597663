#include <ecr/credentials/assume_role.hpp>
#include <ecr/credentials/cached.hpp>
#include <ecr/credentials/container.hpp>
#include <ecr/credentials/instance_metadata.hpp>
#include <ecr/credentials/login.hpp>
#include <ecr/credentials/process.hpp>
#include <ecr/credentials/sso.hpp>
#include <ecr/credentials/web_identity.hpp>
#include <ecr/detail/base64_text.hpp>
#include <ecr/emulator.hpp>
#include <ecr/exception.hpp>
#include <ecr/memory_environment.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <latch>
#include <memory>
#include <string>
#include <support/coroutine_test.hpp>
#include <support/moving_time.hpp>
#include <support/provider_home.hpp>
#include <thread>
#include <vector>

BOOST_AUTO_TEST_SUITE(providers)

namespace {

using namespace std::chrono_literals;
namespace asio = boost::asio;

constexpr int callers = 50;
const std::string role = "arn:aws:iam::210987654321:role/reader";

struct tally {
    std::atomic<int> good = 0;
    std::atomic<int> failed = 0;
    std::atomic<int> aborted = 0;

    [[nodiscard]] int all() const { return good + failed + aborted; }
};

asio::awaitable<void> ask(ecr::credentials_provider& provider, tally& counts) {
    try {
        auto asking = provider.get();
        const auto keys = co_await std::move(asking);
        if (keys && keys->access_key_id.starts_with("ASIA")) ++counts.good;
    } catch (const ecr::exception&) {
        ++counts.failed;
    } catch (const boost::system::system_error&) {
        ++counts.aborted;
    }
}

ecr::emulator_config keeping(const std::shared_ptr<test::moving_time>& time) {
    ecr::emulator_config config;
    config.clock = [time] { return time->utc_now(); };
    return config;
}

/// An emulator and providers on the threads of one pool.
struct scene {
    scene() {
        with = ecr::make_provider_context(pool.get_executor(), server.config_for(), world);
        const auto url = server.endpoint_url();
        with.sts_endpoint_url = url;
        with.sso_endpoint_url = url;
        with.sso_oidc_endpoint_url = url;
        with.signin_endpoint_url = url;
        world->set_variable("HOME", "/home/me");
        std::ofstream(program) << "echo run >> " << runs << R"(
echo '{"Version":1,"AccessKeyId":"ASIAPROGRAM","SecretAccessKey":"k"}'
)";
        const auto end = std::chrono::floor<std::chrono::seconds>((server.now() + 1000h).time_since_epoch());
        using ecr::detail::to_base64url;
        world->set_file("/token", to_base64url("{}") + "." +
                                      to_base64url(R"({"iss":"https://idp","sub":"pod","exp":)" +
                                                   std::to_string(end.count()) + "}") +
                                      "." + to_base64url("signature"));
    }
    // What still runs on the pool uses the rest.
    ~scene() {
        server.close();
        pool.join();
    }

    struct kind {
        std::string companion{};
        /// How many requests give keys, and how many do when those and all tokens are over.
        int requests = 1;
        int later = 1;
        /// Where its token is renewed, if it has one on the disk.
        std::string renewal{};
        std::shared_ptr<ecr::credentials_provider> provider{};
    };
    /// Those with tokens come first: their sessions last for hours only.
    [[nodiscard]] std::vector<kind> every_kind() {
        auto all = renewing_kinds();
        for (auto& each : asking_kinds()) all.push_back(std::move(each));
        return all;
    }
    [[nodiscard]] std::vector<kind> renewing_kinds() {
        const ecr::console_login console;
        const ecr::sso_login sso;
        for (const auto& left : {server.log_in(console), server.log_in(sso)})
            world->set_file("/home/me" + left.path.substr(1), left.text);
        return {
            {"signin", 0, 1, "signin",
             std::make_shared<ecr::login_credentials>(with, ecr::login_options{.session = console.session})},
            {"sso", 1, 1, "sso-oidc",
             std::make_shared<ecr::sso_credentials>(with, ecr::sso_options{.session_name = sso.session_name,
                                                                           .start_url = sso.start_url,
                                                                           .region = sso.region,
                                                                           .account_id = "123456789012",
                                                                           .role_name = "emulator"})}};
    }
    [[nodiscard]] std::vector<kind> asking_kinds() const {
        const auto own = std::make_shared<ecr::static_credentials>(server.keys_for("123456789012"));
        ecr::instance_metadata_settings settings;
        settings.endpoint = server.endpoint_url();
        const auto agent = server.endpoint_url() + "/v2/credentials/emulator";
        return {
            {"sts",
             1,
             1,
             {},
             std::make_shared<ecr::assume_role_credentials>(with, own,
                                                            ecr::assume_role_options{.role_arn = role})},
            {"sts",
             1,
             1,
             {},
             std::make_shared<ecr::web_identity_credentials>(
                 with, ecr::web_identity_options{.token_file = "/token", .role_arn = role})},
            {"container-credentials",
             1,
             1,
             {},
             std::make_shared<ecr::container_credentials>(with, ecr::container_options{.full_uri = agent})},
            {"instance-metadata",
             3,
             4,
             {},
             std::make_shared<ecr::instance_metadata_credentials>(with, settings)},
            // Its keys do not expire.
            {"process",
             1,
             0,
             {},
             std::make_shared<ecr::process_credentials>(with,
                                                        ecr::process_options{.command = "sh " + program})}};
    }
    std::shared_ptr<ecr::cached_credentials> cached(const kind& of) {
        return std::make_shared<ecr::cached_credentials>(pool.get_executor(), of.provider,
                                                         ecr::refresh_settings(), time);
    }
    [[nodiscard]] int requests_of(const std::string& name) const {
        std::error_code none;
        if (name == "process") return std::filesystem::exists(runs, none) ? lines_of(runs) : 0;
        const auto log = server.requests();
        return static_cast<int>(std::ranges::count(log, name, &ecr::request_record::operation));
    }

    static int lines_of(const std::string& path) {
        std::ifstream file(path);
        return static_cast<int>(std::count(std::istreambuf_iterator<char>(file), {}, '\n'));
    }
    void forget_requests() {
        server.clear_requests();
        std::error_code none;
        std::filesystem::remove(runs, none);
    }

    test::home_folder folder{};
    const std::string program = folder.path() + "/get-keys";
    const std::string runs = folder.path() + "/runs";
    asio::thread_pool pool{4};
    std::shared_ptr<test::moving_time> time = std::make_shared<test::moving_time>();
    ecr::emulator server{pool.get_executor(), keeping(time)};
    std::shared_ptr<ecr::memory_environment> world = std::make_shared<ecr::memory_environment>(time);
    ecr::provider_context with{};
};

/// As many threads as there are callers, each with a context of its own, ask at once.
void ask_from_threads(ecr::credentials_provider& provider, tally& counts) {
    std::latch begin(callers);
    std::vector<std::jthread> asking;
    for (int i = 0; i < callers; ++i) {
        asking.emplace_back([&] {
            asio::io_context own;
            asio::co_spawn(own, ask(provider, counts), asio::detached);
            begin.arrive_and_wait();
            own.run();
        });
    }
}

asio::awaitable<void> some_turns(int turns) {
    const auto executor = co_await asio::this_coro::executor;
    for (int turn = 0; turn < turns; ++turn) co_await asio::post(executor, asio::use_awaitable);
}

/// Asks again and again, gives up now and then, and now and then calls the keys expired.
asio::awaitable<void> ask_often(std::shared_ptr<ecr::credentials_provider> provider, int number,
                                tally& counts, int rounds = 20) {
    using namespace asio::experimental::awaitable_operators;
    for (int round = 0; round < rounds; ++round) {
        if (const auto keys = provider->ready(); keys && (number + round) % 7 == 0) provider->expired(*keys);
        if ((number + round) % 2 == 0) {
            auto asking = ask(*provider, counts);
            co_await std::move(asking);
            continue;
        }
        auto race = ask(*provider, counts) || some_turns(round);
        static_cast<void>(co_await std::move(race));
    }
}

}

BOOST_AUTO_TEST_CASE(fifty_threads_that_ask_a_cache_at_once_ask_the_emulator_once) {
    scene now;
    for (const auto& each : now.every_kind()) {
        const auto cache = now.cached(each);
        now.forget_requests();
        tally first;
        tally second;

        ask_from_threads(*cache, first);
        BOOST_TEST(first.good == callers);
        BOOST_TEST(now.requests_of(each.companion) == each.requests);
        now.forget_requests();
        now.time->pass(6h);
        ask_from_threads(*cache, second);

        BOOST_TEST(second.good == callers);
        BOOST_TEST(now.requests_of(each.companion) == each.later, each.companion);
        if (!each.renewal.empty()) BOOST_TEST(now.requests_of(each.renewal) == 1, each.renewal);
    }
}

BOOST_AUTO_TEST_CASE(fifty_threads_that_ask_without_a_cache_all_get_keys) {
    scene now;
    const auto all = now.every_kind();
    now.time->pass(8h);
    for (const auto& each : all) {
        now.forget_requests();
        tally counts;

        ask_from_threads(*each.provider, counts);

        BOOST_TEST(counts.good == callers, each.companion);
        if (!each.renewal.empty()) BOOST_TEST(now.requests_of(each.renewal) == 1, each.renewal);
    }
}

BOOST_AUTO_TEST_CASE(fifty_strands_that_ask_refuse_and_give_up_while_all_goes_wrong_leave_nobody_waiting) {
    scene now;
    for (const auto kind :
         {ecr::fault_kind::reset_before, ecr::fault_kind::reset_after, ecr::fault_kind::error,
          ecr::fault_kind::garbage, ecr::fault_kind::truncate, ecr::fault_kind::throttle})
        now.server.faults().add(ecr::fault_rule{.kind = kind, .probability = 0.03});
    for (const auto& each : now.every_kind()) {
        tally counts;
        const auto cache = now.cached(each);
        std::latch ended(callers);
        for (int number = 0; number < callers; ++number) {
            asio::co_spawn(asio::make_strand(now.pool),
                           test::hear_every_cancellation(ask_often(cache, number, counts)),
                           [&](std::exception_ptr) { ended.count_down(); });
        }
        ended.wait();

        BOOST_TEST(counts.good > 0, each.companion);
        BOOST_TEST(counts.all() <= callers * 20);
        BOOST_TEST_MESSAGE(each.companion << ": " << counts.good << " good, " << counts.failed << " failed, "
                                          << counts.aborted << " aborted");
    }
}

BOOST_AUTO_TEST_CASE(fifty_strands_that_ask_and_give_up_with_an_expired_token_renew_it_once) {
    scene now;
    const auto all = now.renewing_kinds();
    now.time->pass(8h);
    for (const auto& each : all) {
        now.forget_requests();
        tally counts;
        std::latch ended(callers);
        for (int number = 0; number < callers; ++number) {
            asio::co_spawn(asio::make_strand(now.pool),
                           test::hear_every_cancellation(ask_often(each.provider, number, counts, 4)),
                           [&](std::exception_ptr) { ended.count_down(); });
        }
        ended.wait();

        BOOST_TEST(counts.good > 0, each.companion);
        BOOST_TEST(counts.failed == 0, each.companion);
        BOOST_TEST(now.requests_of(each.renewal) == 1, each.renewal);
    }
}

BOOST_AUTO_TEST_SUITE_END()
