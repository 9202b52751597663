#include <ecr/client.hpp>
#include <ecr/detail/provider_failure.hpp>
#include <ecr/exception.hpp>
#include <ecr/load_config.hpp>
#include <ecr/memory_environment.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <memory>
#include <stdexcept>
#include <string>
#include <support/coroutine_test.hpp>
#include <utility>
#include <vector>

namespace {

namespace asio = boost::asio;

std::shared_ptr<ecr::memory_environment> world_at_home(std::shared_ptr<ecr::time_source> time = nullptr) {
    auto world = std::make_shared<ecr::memory_environment>(std::move(time));
    world->set_variable("HOME", "/home/me");
    return world;
}

ecr::client_config load(const std::shared_ptr<ecr::environment>& world,
                        const ecr::load_options& options = {}) {
    ecr::client_config config;
    test::run_coroutine([&]() -> asio::awaitable<void> {
        auto loading = ecr::load_config(world, options);
        config = co_await std::move(loading);
    });
    return config;
}

std::string failure_of(const std::shared_ptr<ecr::environment>& world,
                       const ecr::load_options& options = {}) {
    try {
        load(world, options);
    } catch (const ecr::exception& failure) {
        BOOST_TEST((failure.error().kind() == ecr::error_kind::configuration));
        return failure.what();
    }
    return "none";
}

ecr::explanation explain(ecr::client_config config, const ecr::call_options& view = {}) {
    ecr::explanation table;
    asio::io_context context;
    const ecr::client client(context.get_executor(), std::move(config));
    test::run_coroutine(context, [&]() -> asio::awaitable<void> {
        auto explaining = client.with(view).explain();
        table = co_await std::move(explaining);
    });
    return table;
}

using keys_ptr = std::shared_ptr<const ecr::credentials>;

/// Answers with what a provider should not; `ready()` throws.
class misbehaving final : public ecr::credentials_provider {
public:
    using answer = keys_ptr (*)();

    explicit misbehaving(answer given)
        : answer_(given) {}

    keys_ptr ready() override { throw std::runtime_error("not even that"); }
    asio::awaitable<keys_ptr> get() override { co_return answer_(); }
    [[nodiscard]] std::vector<std::string> declined() const override {
        return {"elsewhere: \x1b[2J\nX-Amz-Security-Token: CANARY"};
    }

private:
    answer answer_;
};

/// Gives keys to whoever asks.
class container_agent final : public ecr::http_transport {
public:
    asio::awaitable<ecr::transport_report> exchange(const ecr::http_request&,
                                                    ecr::response_sink& sink) override {
        const ecr::http_head head{.status = 200};
        sink.head(head);
        static_cast<void>(sink.body(R"({"AccessKeyId":"ASIACONTAINER","SecretAccessKey":"CANARY",)"
                                    R"("Token":"CANARY","Expiration":"2999-01-01T00:00:00Z"})"));
        co_return ecr::transport_report();
    }
};

class failing_credentials final : public ecr::credentials_provider {
public:
    asio::awaitable<std::shared_ptr<const ecr::credentials>> get() override {
        ecr::error_data parts;
        parts.kind = ecr::error_kind::credentials;
        parts.message = "there are none";
        ecr::throw_error(ecr::error(std::move(parts)));
        co_return nullptr;
    }
};

}

BOOST_AUTO_TEST_SUITE(load_config)

BOOST_AUTO_TEST_CASE(variables_and_both_files_make_a_config) {
    const auto clock = ecr::system_time_source();
    const auto world = world_at_home(clock);
    world->set_file("/home/me/.aws/config", "[profile dev]\nregion = eu-west-1\nmax_attempts = 4\n");
    world->set_file("/keys", "[dev]\nmax_attempts = 5\n");
    world->set_variable("AWS_PROFILE", "dev");
    world->set_variable("AWS_SHARED_CREDENTIALS_FILE", "/keys");
    world->set_variable("AWS_RETRY_MODE", "adaptive");

    const auto config = load(world);

    BOOST_TEST(config.region == "eu-west-1");
    BOOST_TEST(config.retry.max_attempts == 5);
    BOOST_TEST((config.retry.mode == ecr::retry_mode::adaptive));
    BOOST_TEST(config.time == clock);
    BOOST_TEST_REQUIRE(config.origin);
    BOOST_TEST(config.origin->find("max_attempts")->source == "max_attempts of profile \"dev\" (/keys:2)");
    BOOST_TEST(config.origin->find("config_file")->source == "default");
}

BOOST_AUTO_TEST_CASE(credentials_come_by_the_default_chain_unless_there_are_others) {
    const auto world = world_at_home();
    world->set_variable("AWS_REGION", "eu-west-1");
    world->set_variable("AWS_ACCESS_KEY_ID", "VARIABLE");
    world->set_variable("AWS_SECRET_ACCESS_KEY", "secret");
    ecr::load_options options;
    options.config.credentials = std::make_shared<failing_credentials>();
    std::string id;

    test::run_coroutine([&]() -> asio::awaitable<void> {
        const ecr::load_options none;
        auto loading = ecr::load_config(world, none);
        const auto config = co_await std::move(loading);
        auto asking = config.credentials->get();
        const auto keys = co_await std::move(asking);
        id = keys->access_key_id;
    });

    BOOST_TEST(id == "VARIABLE");
    BOOST_TEST((load(world, options).credentials == options.config.credentials));
}

BOOST_AUTO_TEST_CASE(a_configuration_may_outlive_the_context_that_it_was_loaded_on) {
    const auto world = world_at_home();
    world->set_variable("AWS_REGION", "eu-west-1");

    const auto config = load(world);

    BOOST_REQUIRE(config.credentials != nullptr);
    BOOST_TEST(config.credentials->ready() == nullptr);
}

BOOST_AUTO_TEST_CASE(two_worlds_in_one_process_do_not_meet) {
    const auto one = world_at_home();
    const auto other = world_at_home();
    one->set_variable("AWS_REGION", "eu-west-1");
    other->set_variable("AWS_REGION", "us-east-1");

    BOOST_TEST(load(one).region == "eu-west-1");
    BOOST_TEST(load(other).region == "us-east-1");
}

BOOST_AUTO_TEST_CASE(one_exception_names_all_problems) {
    const auto world = world_at_home();
    world->set_file("/home/me/.aws/config", "[default]\nregion\nretry_mode = soon\n");
    world->set_variable("AWS_EC2_METADATA_DISABLED", "true");

    const auto text = failure_of(world);

    BOOST_TEST(text.find("/home/me/.aws/config:2: expected `name = value`") != std::string::npos);
    BOOST_TEST(text.find("retry_mode of profile \"default\" (/home/me/.aws/config:3) is \"soon\"") !=
               std::string::npos);
    BOOST_TEST(text.find("region is not set") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(the_metadata_service_is_the_last_to_tell_the_region) {
    const auto world = world_at_home();
    int asked = 0;
    std::string endpoint;
    ecr::load_options options;
    options.instance_region = [&](ecr::instance_metadata_settings how) -> asio::awaitable<std::string> {
        ++asked;
        endpoint = how.endpoint;
        co_return "eu-central-1";
    };
    world->set_variable("AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE", "IPv6");

    const auto config = load(world, options);

    BOOST_TEST(config.region == "eu-central-1");
    BOOST_TEST(config.origin->find("region")->source == "instance metadata");
    BOOST_TEST(endpoint == "http://[fd00:ec2::254]");
    BOOST_TEST(asked == 1);
    world->set_variable("AWS_REGION", "eu-west-1");
    BOOST_TEST(load(world, options).region == "eu-west-1");
    world->unset_variable("AWS_REGION");
    world->set_variable("AWS_EC2_METADATA_DISABLED", "true");
    BOOST_TEST(failure_of(world, options).find("disabled by AWS_EC2_METADATA_DISABLED") != std::string::npos);
    BOOST_TEST(asked == 1);
}

BOOST_AUTO_TEST_CASE(a_metadata_service_that_fails_leaves_its_reason) {
    const auto world = world_at_home();
    ecr::load_options options;
    options.instance_region = [](ecr::instance_metadata_settings) -> asio::awaitable<std::string> {
        throw std::runtime_error("connect timed out after 1 s");
        co_return "";
    };

    const auto text = failure_of(world, options);

    BOOST_TEST(text.find("instance metadata: connect timed out after 1 s") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(loading_is_cancelled_while_the_metadata_service_is_waited_for) {
    const auto world = world_at_home();
    asio::io_context context;
    asio::cancellation_signal cancel;
    ecr::load_options options;
    options.instance_region = [&](ecr::instance_metadata_settings) -> asio::awaitable<std::string> {
        const auto executor = co_await asio::this_coro::executor;
        asio::steady_timer never(executor, asio::steady_timer::time_point::max());
        asio::post(context, [&] { cancel.emit(asio::cancellation_type::terminal); });
        co_await never.async_wait(asio::use_awaitable);
        co_return "unreachable";
    };
    std::exception_ptr failure;
    asio::co_spawn(context, ecr::load_config(world, options),
                   asio::bind_cancellation_slot(cancel.slot(),
                                                [&](std::exception_ptr thrown, const ecr::client_config&) {
                                                    failure = std::move(thrown);
                                                }));

    context.run();

    BOOST_TEST_REQUIRE(!!failure);
    BOOST_CHECK_EXCEPTION(std::rethrow_exception(failure), boost::system::system_error,
                          [](const auto& thrown) { return thrown.code() == asio::error::operation_aborted; });
}

BOOST_AUTO_TEST_CASE(a_client_explains_what_it_was_loaded_with) {
    const auto world = world_at_home();
    world->set_variable("AWS_DEFAULT_REGION", "eu-west-1");
    auto config = load(world);
    ecr::credentials keys{
        .access_key_id = "AKIDEXAMPLE", .secret_access_key = "CANARY", .session_token = "CANARY"};
    keys.provider_name = "a provider";
    config.credentials = std::make_shared<ecr::static_credentials>(keys);

    const auto table = explain(config);

    BOOST_TEST(table.find("region")->source == "AWS_DEFAULT_REGION");
    BOOST_TEST(table.find("endpoint")->value == "https://api.ecr.eu-west-1.amazonaws.com");
    BOOST_TEST(table.find("credentials")->source == "a provider");
    BOOST_TEST(table.find("credentials")->value.find("AKIDEXAMPLE") != std::string::npos);
    BOOST_TEST(to_string(table).find("CANARY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_view_explains_what_it_changes) {
    const auto world = world_at_home();
    world->set_variable("AWS_REGION", "eu-west-1");
    ecr::call_options view{.region = "us-east-1", .max_attempts = 9};
    view.credentials = std::make_shared<failing_credentials>();

    const auto table = explain(load(world), view);

    BOOST_TEST(table.find("region")->value == "us-east-1");
    BOOST_TEST(table.find("region")->source == "client::with");
    BOOST_TEST(table.find("max_attempts")->value == "9");
    BOOST_TEST(table.find("endpoint")->value == "https://api.ecr.us-east-1.amazonaws.com");
    BOOST_TEST(table.find("credentials")->problem.find("there are none") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_client_made_by_code_alone_says_so) {
    ecr::client_config config;
    config.region = "eu-west-1";

    const auto table = explain(config);

    BOOST_TEST(table.find("region")->source == "code");
    BOOST_TEST(table.find("retry_mode")->source == "default");
    BOOST_TEST(table.find("config_file") == nullptr);
    BOOST_TEST(table.find("credentials")->problem == "no credentials: set client_config::credentials");
}

BOOST_AUTO_TEST_CASE(credentials_are_explained_with_the_reasons_of_the_sources_before_theirs) {
    const auto world = world_at_home();
    world->set_variable("AWS_REGION", "eu-west-1");
    world->set_file("/home/me/.aws/config", "[default]\n");
    world->set_variable("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9/keys");
    world->set_variable("AWS_CONTAINER_AUTHORIZATION_TOKEN", "CANARYCANARY");
    ecr::load_options options;
    options.config.transport = std::make_shared<container_agent>();
    ecr::explanation table;

    // What was loaded renews its keys on the executor that it was loaded on.
    test::run_coroutine([&]() -> asio::awaitable<void> {
        const auto executor = co_await asio::this_coro::executor;
        auto loading = ecr::load_config(world, options);
        auto config = co_await std::move(loading);
        const ecr::client client(executor, std::move(config));
        auto explaining = client.explain();
        table = co_await std::move(explaining);
    });

    const auto& row = *table.find("credentials");
    BOOST_TEST(row.source == "EcsContainer", to_string(row));
    BOOST_TEST(row.value.find("ASIACONTAINER") != std::string::npos);
    BOOST_TEST_REQUIRE(row.declined.size() == 3u, to_string(row));
    BOOST_TEST(row.declined[0].find("AWS_ACCESS_KEY_ID") != std::string::npos, row.declined[0]);
    BOOST_TEST(row.declined[1].find("profile \"default\"") != std::string::npos, row.declined[1]);
    BOOST_TEST(row.declined[2].find("AWS_WEB_IDENTITY_TOKEN_FILE") != std::string::npos, row.declined[2]);
    BOOST_TEST(to_string(table).find("not from " + row.declined[0]) != std::string::npos);
    BOOST_TEST(to_string(table).find("CANARY") == std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_provider_that_misbehaves_is_explained_without_its_secrets) {
    ecr::client_config config;
    config.region = "eu-west-1";
    const std::pair<misbehaving::answer, const char*> table[] = {
        {[]() -> keys_ptr { return nullptr; }, "the credentials provider has no keys"},
        {[]() -> keys_ptr { throw std::runtime_error("vault: X-Amz-Security-Token: CANARY"); },
         "the credentials provider failed: vault"},
        {[]() -> keys_ptr { throw boost::system::system_error(asio::error::connection_refused); },
         "the credentials provider failed: "},
        {[]() -> keys_ptr {
             ecr::throw_error(ecr::detail::credentials_error("X-Amz-Security-Token: CANARY"));
         },
         "X-Amz-Security-Token"},
    };
    for (const auto& [answer, problem] : table) {
        config.credentials = std::make_shared<misbehaving>(answer);

        const auto all = explain(config);

        const auto& row = *all.find("credentials");
        BOOST_TEST(row.problem.find(problem) != std::string::npos, to_string(row));
        BOOST_TEST(row.source == "nowhere");
        BOOST_TEST_REQUIRE(row.declined.size() == 1u);
        BOOST_TEST(row.declined[0].find("elsewhere") == 0u, row.declined[0]);
        BOOST_TEST(to_string(all).find("CANARY") == std::string::npos, to_string(row));
    }
}

BOOST_AUTO_TEST_SUITE_END()
