// The same operations without coroutines: with futures, callbacks and any other token of Asio.

#include <ecr/emulator.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/describe_repositories.hpp>

#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <iostream>

int main() {
    boost::asio::thread_pool threads(2);
    const ecr::emulator server(threads.get_executor());
    const ecr::client client(threads.get_executor(), server.config_for());

    // [future]
    ecr::create_repository_request wanted{.repository_name = "team/web"};
    auto made = ecr::create_repository(client, wanted, boost::asio::use_future);
    std::cout << "created " << made.get().repository->repository_name.value() << '\n';
    // [future]

    try {
        ecr::create_repository(client, wanted, boost::asio::use_future).get();
    } catch (const ecr::repository_already_exists_exception&) {
        std::cout << "it is there already\n";
    }

    // [callback]
    const ecr::describe_repositories_request every;
    const auto print = [server](std::exception_ptr failure, ecr::describe_repositories_response answer) {
        if (!failure) std::cout << answer.repositories.size() << " repository\n";
        server.close(); // or the threads would serve for ever
    };
    ecr::describe_repositories(client, every, print); // called by a thread of the pool
    // [callback]

    threads.join();
}
