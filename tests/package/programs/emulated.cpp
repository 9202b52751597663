// Calls an emulator that runs in the same program.

#include <ecr/emulator.hpp>
#include <ecr/operation/create_repository.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

boost::asio::awaitable<std::string> create(ecr::client client) {
    const ecr::create_repository_request request{.repository_name = "team/web"};
    const auto response = co_await ecr::create_repository(client, request);
    co_return response.repository->repository_uri.value_or("none");
}

int main() {
    boost::asio::io_context context;
    ecr::emulator emulator(context.get_executor());
    const ecr::client client(context.get_executor(), emulator.config_for("eu-central-1"));
    auto uri = boost::asio::co_spawn(context, create(client), boost::asio::use_future);
    while (uri.wait_for(std::chrono::seconds(0)) != std::future_status::ready) context.run_one();

    std::cout << "created " << uri.get() << '\n';
}
