#pragma once

/// \file
/// What the examples share: a client to call with, failures told in one line, exit codes, `--help`.

#include <ecr/client.hpp>
#include <ecr/emulator.hpp>

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace example {

/// What a program calls unless it is told otherwise.
enum class target {
    /// An emulator of its own; `--aws` chooses the service.
    emulator,
    /// The same, and there is no choice.
    emulator_only,
    /// What the variables and files of the environment say; `--emulator` chooses an emulator.
    service,
};

struct description {
    std::string_view name{};
    /// Such as `[REPOSITORY]`.
    std::string_view arguments{};
    std::string_view purpose{};
    target calls = target::emulator;
    std::size_t max_arguments = 0;
};

/// What the body of a program is given.
struct stage {
    ecr::client client;
    /// The arguments that are no options.
    std::vector<std::string> words{};
    /// Holds three repositories; absent where the service is called.
    std::optional<ecr::emulator> emulator{};

    [[nodiscard]] std::string word(std::size_t index, std::string_view otherwise) const {
        return index < words.size() ? words[index] : std::string(otherwise);
    }
};

using body = boost::asio::awaitable<void> (*)(stage on);

/// Runs the body on a context of one thread. Returns 0, or 1 when it failed, or 2 when the words of the
/// command line make no sense.
int run(int count, char** words, const description& what, body call);

}
