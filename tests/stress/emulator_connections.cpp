#include <ecr/operation/describe_repositories.hpp>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/test/unit_test.hpp>

#include <chrono>
#include <string>
#include <support/emulator_calls.hpp>
#include <sys/resource.h>
#include <vector>

BOOST_AUTO_TEST_SUITE(emulator_connections)

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

constexpr std::size_t connections = 2000;

/// Whether this process may have both ends of that many connections open, and some more files.
boost::test_tools::assertion_result has_descriptors(boost::unit_test::test_unit_id) {
    constexpr rlim_t wanted = 2 * connections + 200;
    rlimit limit{};
    getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_cur < wanted && limit.rlim_max >= wanted) {
        limit.rlim_cur = wanted;
        setrlimit(RLIMIT_NOFILE, &limit);
        getrlimit(RLIMIT_NOFILE, &limit);
    }
    boost::test_tools::assertion_result enough(limit.rlim_cur >= wanted);
    enough.message() << limit.rlim_cur << " open files are allowed, and " << wanted << " are needed";
    return enough;
}

ecr::emulator_config patient() {
    ecr::emulator_config config;
    config.limits.idle = std::chrono::minutes(10);
    return config;
}

struct crowd : test::emulator_calls {
    crowd()
        : emulator_calls(patient()) {}

    void connect() {
        run([](crowd& self) -> asio::awaitable<void> {
            const tcp::endpoint there(asio::ip::address_v4::loopback(), self.server.port());
            for (std::size_t i = 0; i != connections; ++i) {
                auto& socket = self.idle.emplace_back(self.context);
                co_await socket.async_connect(there, asio::use_awaitable);
            }
        }(*this));
        run_until([&] { return server.connections() == connections; });
    }

    /// How many of them the server has ended.
    std::size_t ended() {
        std::size_t count = 0;
        run([](crowd& self, std::size_t& to) -> asio::awaitable<void> {
            for (auto& socket : self.idle) {
                boost::system::error_code error;
                char byte = 0;
                co_await socket.async_read_some(asio::buffer(&byte, 1),
                                                asio::redirect_error(asio::use_awaitable, error));
                if (error == asio::error::eof) ++to;
            }
        }(*this, count));
        return count;
    }

    std::vector<tcp::socket> idle{};
};

}

BOOST_FIXTURE_TEST_CASE(a_client_is_served_beside_two_thousand_idle_connections, crowd,
                        *boost::unit_test::precondition(has_descriptors)) {
    connect();

    const auto found = describe();

    BOOST_TEST(test::problem_of(found) == "");
    BOOST_TEST(server.connections() == connections + 1);
    client.close();
    run(server.close(ecr::close_mode::drain));
    BOOST_TEST(server.connections() == 0U);
    BOOST_TEST(ended() == connections);
}

BOOST_AUTO_TEST_SUITE_END()
