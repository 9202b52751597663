#include <ecr/client.hpp>
#include <ecr/emulator.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/delete_repository.hpp>
#include <ecr/operation/describe_repositories.hpp>
#include <ecr/operation/initiate_layer_upload.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <future>
#include <string>
#include <thread>
#include <utility>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator)

namespace {

namespace asio = boost::asio;

constexpr int clients = 256;

struct tally {
    std::atomic<int> well = 0;
    std::atomic<int> failed = 0;
};

/// Pushes a layer of a few bytes into a repository of its own.
asio::awaitable<void> push(ecr::client on, std::string name) {
    ecr::create_repository_request creation;
    creation.repository_name = name;
    auto creating = ecr::create_repository(on, creation);
    co_await std::move(creating);
    ecr::initiate_layer_upload_request beginning;
    beginning.repository_name = name;
    auto initiating = ecr::initiate_layer_upload(on, beginning);
    const auto upload = co_await std::move(initiating);
    const std::string bytes = "layer of " + name;
    ecr::upload_layer_part_request part;
    part.repository_name = name;
    part.upload_id = upload.upload_id.value();
    part.part_last_byte = static_cast<std::int64_t>(bytes.size()) - 1;
    part.layer_part_blob = ecr::blob::view(bytes);
    auto uploading = ecr::upload_layer_part(on, part);
    co_await std::move(uploading);
    ecr::describe_repositories_request everything;
    everything.max_results = 10;
    auto describing = ecr::describe_repositories(on, everything);
    co_await std::move(describing);
    ecr::delete_repository_request deletion;
    deletion.repository_name = name;
    deletion.force = true;
    auto deleting = ecr::delete_repository(on, deletion);
    co_await std::move(deleting);
}

asio::awaitable<void> count(asio::awaitable<void> work, tally& to) {
    try {
        co_await std::move(work);
        ++to.well;
    } catch (const ecr::exception&) {
        ++to.failed;
    }
}

/// As many clients as there may be, each with connections of its own.
std::vector<std::future<void>> start(asio::thread_pool& pool, const ecr::emulator& server, tally& to) {
    std::vector<std::future<void>> all;
    for (int i = 0; i < clients; ++i) {
        const ecr::client client(pool.get_executor(), server.config_for());
        auto work = count(push(client, "team/number" + std::to_string(i)), to);
        all.push_back(asio::co_spawn(asio::make_strand(pool), std::move(work), asio::use_future));
    }
    return all;
}

}

BOOST_AUTO_TEST_CASE(every_one_of_many_clients_is_served) {
    asio::thread_pool pool(4);
    const ecr::emulator server(pool.get_executor());
    tally counts;

    for (auto& each : start(pool, server, counts)) each.get();

    BOOST_TEST(counts.well == clients);
    BOOST_TEST(server.requests().size() == std::size_t{5} * clients);
    asio::co_spawn(pool, server.close(ecr::close_mode::drain), asio::use_future).get();
    BOOST_TEST(server.connections() == 0U);
}

BOOST_AUTO_TEST_CASE(faults_strike_many_clients_and_leave_the_server_well) {
    asio::thread_pool pool(4);
    ecr::emulator_config config;
    config.limits.max_connections = 100;
    const ecr::emulator server(pool.get_executor(), config);
    for (const auto kind :
         {ecr::fault_kind::reset_before, ecr::fault_kind::truncate, ecr::fault_kind::garbage,
          ecr::fault_kind::throttle, ecr::fault_kind::refuse_connection})
        server.faults().add(ecr::fault_rule{.kind = kind, .probability = 0.02});
    tally counts;

    for (auto& each : start(pool, server, counts)) each.get();

    BOOST_TEST(counts.well + counts.failed == clients);
    BOOST_TEST(counts.well > clients / 2);
}

BOOST_AUTO_TEST_CASE(closing_under_load_ends_every_connection) {
    asio::thread_pool pool(4);
    tally counts;
    std::vector<std::future<void>> all;
    {
        const ecr::emulator server(pool.get_executor());
        all = start(pool, server, counts);
        while (server.requests().size() < 20) std::this_thread::yield();
        asio::co_spawn(pool, server.close(ecr::close_mode::cancel), asio::use_future).get();
        BOOST_TEST(server.connections() == 0U);
    }

    for (auto& each : all) each.get();
    BOOST_TEST(counts.well + counts.failed == clients);
}

BOOST_AUTO_TEST_SUITE_END()
