#include <ecr/environment.hpp>
#include <ecr/memory_environment.hpp>
#include <ecr/system_environment.hpp>

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/test/unit_test.hpp>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <support/coroutine_test.hpp>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace {

namespace asio = boost::asio;
namespace fs = std::filesystem;

class folder {
public:
    folder() {
        std::string pattern = (fs::temp_directory_path() / "ecr-files-XXXXXX").string();
        path_ = ::mkdtemp(pattern.data());
    }
    folder(const folder&) = delete;
    folder& operator=(const folder&) = delete;
    ~folder() { fs::remove_all(path_); }

    [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
    [[nodiscard]] const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

void write(const std::string& path, const std::string& text) {
    std::ofstream(path, std::ios::binary) << text;
}

ecr::file_content read(ecr::environment& world, const std::string& path) {
    ecr::file_content content;
    test::run_coroutine([&]() -> asio::awaitable<void> { content = co_await world.read_file(path); });
    return content;
}

boost::system::error_code replace(ecr::environment& world, const std::string& path, const std::string& text) {
    boost::system::error_code failure;
    test::run_coroutine([&]() -> asio::awaitable<void> {
        const ecr::secret contents(text);
        failure = co_await world.write_file(path, contents);
    });
    return failure;
}

}

BOOST_AUTO_TEST_SUITE(files)

BOOST_AUTO_TEST_CASE(a_file_is_read_byte_for_byte_whatever_its_size) {
    const folder made;
    const auto world = ecr::system_environment();

    for (const std::size_t size : {0U, 1U, 65535U, 65536U, 65537U, 131072U, 200000U}) {
        std::string text(size, '\0');
        for (std::size_t i = 0; i != size; ++i) text[i] = static_cast<char>(i * 31 % 251);
        write(made / "file", text);

        const auto content = read(*world, made / "file");

        BOOST_TEST_CONTEXT(size) {
            BOOST_TEST(!content.error);
            BOOST_TEST((content.text.reveal() == text));
        }
    }
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_says_why) {
    const folder made;
    const auto world = ecr::system_environment();
    write(made / "file", "text");
    write(made / "endless", std::string(16 * 1024 * 1024 + 1, 'x'));

    BOOST_TEST(read(*world, made / "absent").missing());
    BOOST_TEST(read(*world, made / "file/below").missing());
    const auto is_folder = read(*world, made.path().string());
    const auto too_large = read(*world, made / "endless");

    BOOST_TEST((is_folder.error == boost::system::errc::is_a_directory));
    BOOST_TEST(!is_folder.missing());
    BOOST_TEST((too_large.error == boost::system::errc::file_too_large));
    BOOST_TEST(too_large.text.empty());
    BOOST_TEST(read(*world, "/dev/null").error == boost::system::error_code());
}

BOOST_AUTO_TEST_CASE(a_pipe_is_waited_for_without_stopping_the_executor) {
    const folder made;
    const auto world = ecr::system_environment();
    int ends[2] = {};
    BOOST_REQUIRE(::pipe(ends) == 0);
    const auto path = "/dev/fd/" + std::to_string(ends[0]);
    asio::io_context context;
    bool others_ran = false;
    asio::post(context, [&] {
        asio::post(context, [&] {
            others_ran = ::write(ends[1], "late", 4) == 4;
            ::close(ends[1]);
        });
    });

    test::run_coroutine(context, [&]() -> asio::awaitable<void> {
        const auto content = co_await world->read_file(path);
        BOOST_TEST(!content.error);
        BOOST_TEST(content.text.reveal() == "late");
    });

    BOOST_TEST(others_ran);
    ::close(ends[0]);
}

BOOST_AUTO_TEST_CASE(a_large_file_lets_others_have_their_turn) {
    const folder made;
    const auto world = ecr::system_environment();
    write(made / "file", std::string(10 * 65536, 'x'));
    asio::io_context context;
    int turns = 0;
    bool done = false;
    std::function<void()> take_turn = [&] {
        ++turns;
        if (!done) asio::post(context, take_turn);
    };
    asio::post(context, take_turn);

    test::run_coroutine(context, [&]() -> asio::awaitable<void> {
        const auto path = made / "file";
        const auto content = co_await world->read_file(path);
        done = true;
        BOOST_TEST(content.text.reveal().size() == 10u * 65536u);
    });

    BOOST_TEST(turns >= 10);
}

BOOST_AUTO_TEST_CASE(files_are_read_on_another_executor_and_the_caller_resumes_on_its_own) {
    const folder made;
    asio::io_context context;
    asio::thread_pool pool(1);
    const auto world = ecr::system_environment(pool.get_executor());
    write(made / "file", "text");
    const auto here = std::this_thread::get_id();

    test::run_coroutine(context, [&]() -> asio::awaitable<void> {
        const auto path = made / "file";
        const ecr::secret text("new");
        const auto before = co_await world->read_file(path);
        BOOST_TEST((std::this_thread::get_id() == here));
        const auto failure = co_await world->write_file(path, text);
        BOOST_TEST(!failure);
        const auto after = co_await world->read_file(path);

        BOOST_TEST(before.text.reveal() == "text");
        BOOST_TEST(after.text.reveal() == "new");
        BOOST_TEST((std::this_thread::get_id() == here));
    });

    pool.join();
}

BOOST_AUTO_TEST_CASE(a_file_is_replaced_in_one_step_and_private) {
    const folder made;
    const auto world = ecr::system_environment();
    write(made / "token", "old");
    fs::permissions(made / "token", fs::perms::all);
    std::ifstream reader(made / "token");

    BOOST_TEST(!replace(*world, made / "token", "new"));
    BOOST_TEST(!replace(*world, made / "other", std::string(300000, 'x')));

    std::string seen;
    reader >> seen;
    BOOST_TEST(seen == "old");
    BOOST_TEST(read(*world, made / "token").text.reveal() == "new");
    BOOST_TEST(read(*world, made / "other").text.reveal().size() == 300000u);
    for (const auto& each : fs::directory_iterator(made.path())) {
        const auto rights = each.status().permissions();
        BOOST_TEST_CONTEXT(each.path()) {
            BOOST_TEST((rights == (fs::perms::owner_read | fs::perms::owner_write)));
            BOOST_TEST((each.path().filename() == "token" || each.path().filename() == "other"));
        }
    }
}

BOOST_AUTO_TEST_CASE(a_file_that_cannot_be_replaced_is_left_alone) {
    const folder made;
    const auto world = ecr::system_environment();
    fs::create_directory(made / "taken");
    write(made / "taken/inside", "x");

    const auto no_folder = replace(*world, made / "absent/token", "text");
    const auto is_folder = replace(*world, made / "taken", "text");

    BOOST_TEST((no_folder == boost::system::errc::no_such_file_or_directory));
    BOOST_TEST(!!is_folder);
    BOOST_TEST(std::distance(fs::directory_iterator(made.path()), fs::directory_iterator()) == 1);
}

BOOST_AUTO_TEST_CASE(a_world_in_memory_has_files_too) {
    ecr::memory_environment world;
    world.set_file("/etc/a", "text");
    world.fail_file("/etc/b", make_error_code(boost::system::errc::permission_denied));

    BOOST_TEST(read(world, "/etc/a").text.reveal() == "text");
    BOOST_TEST(read(world, "/etc/absent").missing());
    BOOST_TEST((read(world, "/etc/b").error == boost::system::errc::permission_denied));
    BOOST_TEST(!replace(world, "/etc/new", "written"));
    BOOST_TEST((replace(world, "/etc/b", "x") == boost::system::errc::permission_denied));

    BOOST_TEST(world.file("/etc/new").text.reveal() == "written");
    world.remove_file("/etc/a");
    BOOST_TEST(world.file("/etc/a").missing());
}

BOOST_AUTO_TEST_SUITE_END()
