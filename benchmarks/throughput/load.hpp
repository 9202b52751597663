#pragma once

/// \file
/// What a contestant is: a program of its own, so that the libraries of one do not weigh on the others. It is
/// contestant.cpp and one file that defines `make_load`.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace bench {

enum class call { token, page, part };

struct workload {
    call what = call::token;
    bool tls = false;
    std::uint16_t port = 0;
    /// Of the authority that has to be trusted.
    std::string ca_file{};
    /// How many calls are in flight at any time; each needs a connection.
    std::size_t concurrency = 1;
};

/// Makes calls; it has connections, which it keeps.
class load {
public:
    virtual ~load() = default;
    /// Returns when so many calls are answered. Ends the program if an answer is not the one expected.
    virtual void run(std::size_t calls) = 0;
};

/// Where the requests go: `http://127.0.0.1:port` or the same with https.
std::string url_of(const workload& chosen);

/// Each contestant defines it once.
std::unique_ptr<load> make_load(const workload& chosen);

}
