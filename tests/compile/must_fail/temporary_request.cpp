// expect: use of deleted function
// only: GNU 12
#include <ecr/operation/list_images.hpp>

boost::asio::awaitable<void> list(ecr::client client) {
    const auto page = co_await ecr::list_images(client, {.repository_name = "team/web"});
    static_cast<void>(page);
}
