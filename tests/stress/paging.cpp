#include <ecr/pager.hpp>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/test/unit_test.hpp>

#include <atomic>
#include <support/paged_service.hpp>

BOOST_AUTO_TEST_SUITE(paging)

namespace {

namespace asio = boost::asio;
using namespace test;

struct counts {
    std::atomic<int> whole = 0;
    std::atomic<int> cut = 0;
    std::atomic<int> wrong = 0;
};

asio::awaitable<void> step_aside(int times) {
    const auto executor = co_await asio::this_coro::executor;
    for (int i = 0; i != times; ++i) co_await asio::post(executor, asio::use_awaitable);
}

/// Reads a stream to its end, or drops it in the middle.
asio::awaitable<void> read(ecr::client client, int number, counts& all) {
    const auto options = ecr::page_options{.prefetch = static_cast<std::size_t>(number % 4)};
    const mine::list_numbers_request request;
    auto stream = mine::list_numbers.items(client, request, options);
    const int last = number % 3 == 0 ? number % 60 : 60;
    for (int expected = 1; expected <= last; ++expected) {
        auto work = stream.next();
        const auto item = co_await std::move(work);
        if (!item || item->number != expected) ++all.wrong;
        auto aside = step_aside(number % 2);
        co_await std::move(aside);
    }
    ++(last == 60 ? all.whole : all.cut);
}

/// Cancels a reader somewhere on its way and reads on with the same stream.
asio::awaitable<void> interrupt(asio::any_io_executor own, ecr::client client, int number, counts& all) {
    using stream_type = decltype(mine::list_numbers.items(client, {}, {}));
    const auto options = ecr::page_options{.prefetch = static_cast<std::size_t>(number % 4)};
    const mine::list_numbers_request request;
    auto stream = std::make_shared<stream_type>(mine::list_numbers.items(client, request, options));
    auto next = std::make_shared<int>(1);
    auto reader = [](std::shared_ptr<stream_type> from, std::shared_ptr<int> expected,
                     counts& told) -> asio::awaitable<void> {
        for (;;) {
            auto work = from->next(ecr::as_result);
            auto item = co_await std::move(work);
            if (!item || !*item) break;
            if ((*item)->number != (*expected)++) ++told.wrong;
        }
    };
    asio::cancellation_signal signal;
    bool done = false;
    asio::co_spawn(
        own, reader(stream, next, all),
        asio::bind_cancellation_slot(signal.slot(), [&](const std::exception_ptr&) { done = true; }));
    auto aside = step_aside(number % 40);
    co_await std::move(aside);
    signal.emit(asio::cancellation_type::terminal);
    while (!done) {
        auto more = step_aside(1);
        co_await std::move(more);
    }
    ++(*next <= 60 ? all.cut : all.whole);
    auto rest = reader(stream, next, all);
    co_await std::move(rest);
    if (*next != 61) ++all.wrong;
}

}

BOOST_AUTO_TEST_CASE(streams_on_many_threads_are_read_dropped_and_cancelled_without_a_gap) {
    constexpr int streams = 600;
    asio::thread_pool threads(4);
    paged_scene scene;
    scene.service->total = 60;
    scene.service->page_size = 7;
    counts read_counts;
    counts cancel_counts;
    const ecr::client client(threads.get_executor(), scene.config);

    for (int number = 0; number != streams; ++number) {
        // One of them without a strand: a stream alone keeps its own parts in order.
        const asio::any_io_executor own(asio::make_strand(threads));
        if (number % 2 == 0)
            asio::co_spawn(threads, read(client, number, read_counts), asio::detached);
        else
            asio::co_spawn(own, read(client, number, read_counts), asio::detached);
        asio::co_spawn(own, interrupt(own, client, number, cancel_counts), asio::detached);
    }
    threads.join();

    BOOST_TEST_MESSAGE(cancel_counts.cut << " of " << streams << " were cut short by cancellation");
    BOOST_TEST(read_counts.wrong == 0);
    BOOST_TEST(cancel_counts.wrong == 0);
    BOOST_TEST(read_counts.whole == 2 * streams / 3);
    BOOST_TEST(read_counts.cut == streams / 3);
    BOOST_TEST(cancel_counts.cut > streams / 4);
}

BOOST_AUTO_TEST_SUITE_END()
