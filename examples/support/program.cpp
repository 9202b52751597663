#include "program.hpp"
#include "sample.hpp"

#include <ecr/load_config.hpp>
#include <ecr/log.hpp>
#include <ecr/system_environment.hpp>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

#include <exception>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <utility>

namespace example {

namespace {

namespace asio = boost::asio;

struct options {
    bool help = false;
    bool emulated = true;
    bool verbose = false;
    std::optional<std::string> endpoint{};
    std::vector<std::string> words{};
};

void print_help(const description& what) {
    std::cout << "usage: " << what.name;
    if (what.calls == target::emulator) std::cout << " [--aws] [--endpoint URL]";
    if (what.calls == target::service) std::cout << " [--emulator] [--endpoint URL]";
    std::cout << " [--verbose] [--help]";
    if (!what.arguments.empty()) std::cout << ' ' << what.arguments;
    std::cout << "\n\n" << what.purpose << "\n\n";
    if (what.calls == target::emulator)
        std::cout << "Calls an emulator of its own, unless there is one of these:\n\n"
                     "  --aws           calls the service, as variables and files of the AWS tools say\n";
    if (what.calls == target::service)
        std::cout << "Calls the service, as variables and files of the AWS tools say.\n\n"
                     "  --emulator      calls an emulator of its own instead\n";
    if (what.calls != target::emulator_only)
        std::cout
            << "  --endpoint URL  calls what is there, such as an ecr-emulator, with the same settings\n";
    std::cout << "  --verbose       tells on the error stream what happens\n";
}

options read_options(int count, char** words, const description& what) {
    options read;
    read.emulated = what.calls != target::service;
    const bool choice = what.calls != target::emulator_only;
    for (int i = 1; i < count; ++i) {
        const std::string_view word(words[i]);
        if (word == "--help") {
            read.help = true;
        } else if (word == "--verbose") {
            read.verbose = true;
        } else if (word == "--aws" && choice) {
            read.emulated = false;
        } else if (word == "--emulator" && choice) {
            read.emulated = true;
        } else if (word == "--endpoint" && choice && i + 1 < count) {
            read.emulated = false;
            read.endpoint = words[++i];
        } else if (word.starts_with("--") || read.words.size() == what.max_arguments) {
            throw std::invalid_argument("makes no sense here: " + std::string(word));
        } else {
            read.words.emplace_back(word);
        }
    }
    return read;
}

std::shared_ptr<ecr::observer> observer_for(const options& wanted) {
    if (!wanted.verbose) return nullptr;
    return std::make_shared<ecr::line_logger>([](std::string_view line) { std::cerr << line << '\n'; });
}

asio::awaitable<stage> embedded(std::string_view name, options wanted) {
    const auto executor = co_await asio::this_coro::executor;
    ecr::emulator_config config;
    config.durations.scan_pending = std::chrono::milliseconds(30);
    config.durations.scan = std::chrono::milliseconds(60);
    ecr::emulator server(executor, config);
    std::cerr << name << ": calls an emulator of its own at " << server.endpoint_url() << '\n';

    auto quiet = server.config_for();
    quiet.multi_threaded = false;
    auto filled = fill(ecr::client(executor, quiet));
    co_await std::move(filled);
    ecr::emulated_image scanned{.repository = "team/web", .digest = sample_digest("v1")};
    server.set_findings(scanned, R"({"imageScanFindings":{"findings":[
        {"name":"CVE-2024-0001","severity":"HIGH"},{"name":"CVE-2024-0002","severity":"LOW"}]}})");
    server.clear_requests();

    quiet.observer = observer_for(wanted);
    co_return stage{ecr::client(executor, quiet), std::move(wanted.words), server};
}

asio::awaitable<stage> configured(options wanted) {
    const auto executor = co_await asio::this_coro::executor;
    ecr::load_options said;
    said.config.endpoint_url = wanted.endpoint;
    said.config.multi_threaded = false;
    said.config.observer = observer_for(wanted);
    auto loaded = ecr::load_config(ecr::system_environment(), said);
    auto config = co_await std::move(loaded);
    co_return stage{ecr::client(executor, std::move(config)), std::move(wanted.words), std::nullopt};
}

asio::awaitable<void> perform(std::string_view name, options wanted, body call) {
    const bool emulated = wanted.emulated;
    auto preparation = emulated ? embedded(name, std::move(wanted)) : configured(std::move(wanted));
    auto prepared = co_await std::move(preparation);
    const ecr::client client = prepared.client;
    auto work = call(std::move(prepared));
    co_await std::move(work);
    client.close();
}

}

int run(int count, char** words, const description& what, body call) {
    try {
        auto wanted = read_options(count, words, what);
        if (wanted.help) {
            print_help(what);
            return 0;
        }
        asio::io_context context(1);
        std::exception_ptr failure;
        asio::co_spawn(context, perform(what.name, std::move(wanted), call), [&](std::exception_ptr ended) {
            failure = std::move(ended);
            context.stop();
        });
        context.run();
        if (failure) std::rethrow_exception(failure);
        return 0;
    } catch (const std::invalid_argument& wrong) {
        std::cerr << what.name << ": " << wrong.what() << "; try --help\n";
        return 2;
    } catch (const std::exception& problem) {
        std::cerr << what.name << ": " << problem.what() << '\n';
        return 1;
    }
}

}
