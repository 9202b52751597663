#pragma once

/// \file
/// Providers of credentials that keep files in a home folder on the disk.

#include <ecr/credentials/cached.hpp>
#include <ecr/detail/json_document.hpp>
#include <ecr/emulator/left_file.hpp>
#include <ecr/system_environment.hpp>

#include <boost/asio/detached.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <support/provider_trials.hpp>
#include <sys/stat.h>
#include <utility>

namespace test {

/// A folder that is gone after the test.
class home_folder {
public:
    home_folder() {
        auto made = (std::filesystem::temp_directory_path() / "ecr-home-XXXXXX").string();
        BOOST_TEST_REQUIRE(::mkdtemp(made.data()) != nullptr);
        path_ = made;
    }
    ~home_folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    home_folder(const home_folder&) = delete;
    home_folder& operator=(const home_folder&) = delete;

    [[nodiscard]] const std::string& path() const noexcept { return path_; }

private:
    std::string path_{};
};

/// The variables of a test and the files of the machine.
class home_environment final : public ecr::memory_environment {
public:
    using memory_environment::memory_environment;

    asio::awaitable<ecr::file_content> read_file(std::string path) override {
        return disk_->read_file(std::move(path));
    }
    asio::awaitable<boost::system::error_code> write_file(std::string path, ecr::secret text) override {
        return disk_->write_file(std::move(path), std::move(text));
    }

private:
    std::shared_ptr<ecr::environment> disk_ = ecr::system_environment();
};

struct provider_home : emulated_keys {
    explicit provider_home(ecr::emulator_config config = {})
        : emulated_keys(std::move(config)) {
        world = std::make_shared<home_environment>(time);
        world->set_variable("HOME", home.path());
        reconnect();
    }

    /// A client that asks this provider whenever its keys are about to end.
    ecr::client caching(std::shared_ptr<ecr::credentials_provider> provider) {
        return client_with(std::make_shared<ecr::cached_credentials>(
            context.get_executor(), std::move(provider), ecr::refresh_settings(), time));
    }
    /// Those who ask from now on wait for the answers to so many requests no longer than a moment.
    void be_impatient(int requests) {
        with.transport = std::make_shared<impatient_transport>(with.transport, 0, requests);
    }

    [[nodiscard]] std::string on_disk(const std::string& path) const { return home.path() + path.substr(1); }
    /// Puts a file where the command line tool leaves it.
    void leave(const ecr::emulation::left_file& left) {
        file = on_disk(left.path);
        std::filesystem::create_directories(std::filesystem::path(file).parent_path());
        std::ofstream(file) << left.text;
    }
    [[nodiscard]] ecr::detail::json_document kept() const {
        std::ostringstream text;
        text << std::ifstream(file).rdbuf();
        auto read = ecr::detail::json_document::read(text.str());
        BOOST_TEST_REQUIRE(read.has_value(), text.str());
        return std::move(*read);
    }
    [[nodiscard]] std::string kept(std::string_view name) const {
        return std::string(kept().text(name).value_or("none"));
    }
    /// Whether the file is alone in its folder, and its owner alone may read it.
    [[nodiscard]] bool is_well_kept() const {
        struct ::stat about {};
        const std::filesystem::directory_iterator all(std::filesystem::path(file).parent_path());
        return ::stat(file.c_str(), &about) == 0 && (about.st_mode & 0777U) == 0600U &&
               std::distance(begin(all), end(all)) == 1;
    }

    void fail(ecr::fault_kind kind, const std::string& operation, std::optional<int> count = 1) {
        ecr::fault_rule rule{.kind = kind, .operation = operation};
        rule.count = count;
        server.faults().add(rule);
    }
    void answer_with(int status, const std::string& code, const std::string& operation,
                     std::optional<int> count = 1) {
        ecr::fault_rule rule{.kind = ecr::fault_kind::error, .operation = operation};
        rule.count = count;
        rule.code = code;
        rule.status = status;
        server.faults().add(rule);
    }

    /// The companion's next answer takes so long.
    void delay(const std::string& companion, std::chrono::milliseconds length) {
        ecr::fault_rule rule{.kind = ecr::fault_kind::delay, .operation = companion, .count = 1};
        rule.milliseconds = length.count();
        server.faults().add(rule);
    }

    /// How many of those who ask at once have keys; `problem` is that of the last who has none.
    int keys_of_all(ecr::credentials_provider& provider, int askers) {
        int came = 0;
        int ended = 0;
        const auto ask = [&]() -> asio::awaitable<void> {
            try {
                auto asking = provider.get();
                const auto keys = co_await std::move(asking);
                came += keys ? 1 : 0;
            } catch (const ecr::exception& thrown) {
                problem = to_string(thrown.error());
            }
            ++ended;
        };
        for (int i = 0; i < askers; ++i) asio::co_spawn(context, ask, asio::detached);
        run_until([&] { return ended == askers; });
        return came;
    }

    /// How asking the provider ends when it is cancelled while this companion says nothing.
    boost::system::error_code cancelled(ecr::credentials_provider& provider, const std::string& companion) {
        fail(ecr::fault_kind::stall, companion);
        const int before = requests_of(companion);
        return cancelled_once(provider, [&] { return requests_of(companion) > before; });
    }

    home_folder home{};
    /// The last that was left.
    std::string file{};
};

}
