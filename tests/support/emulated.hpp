#pragma once

#include <ecr/detail/hex.hpp>
#include <ecr/detail/sha256.hpp>
#include <ecr/emulator/handling.hpp>
#include <ecr/emulator/repositories.hpp>

#include <boost/test/unit_test.hpp>

#include <chrono>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace test {

using namespace std::chrono_literals;

/// The beginning of the emulator's time in tests.
inline constexpr ecr::timestamp started{std::chrono::seconds(1'700'000'000)};
inline const std::string account = "123456789012";
inline const std::string other_account = "210987654321";

/// A world, and a caller whose calls its handlers answer.
struct emulated {
    ecr::emulation::world all{};
    int ids = 0;
    ecr::emulation::handling on{.all = all,
                                .account = account,
                                .region = "eu-west-1",
                                .caller_arn = "arn:aws:iam::" + account + ":user/tester",
                                .base_url = "http://localhost:4566",
                                .now = started,
                                .new_id = [this] { return id(++ids); }};

    emulated() = default;
    emulated(const emulated&) = delete;
    emulated& operator=(const emulated&) = delete;

    static std::string id(int number) {
        char text[37];
        std::snprintf(text, sizeof text, "00000000-0000-4000-8000-%012d", number);
        return text;
    }

    ecr::emulation::stored_repository& create(const std::string& name) {
        ecr::emulation::on_create_repository(on, {.repository_name = name});
        return all.at(account, on.region).repositories.find(name)->second;
    }
};

inline std::string digest_of(std::string_view bytes) {
    const auto hex = ecr::detail::hex(ecr::detail::sha256().hash(bytes));
    return "sha256:" + std::string(hex.data(), hex.size());
}

/// How the handler of the operation fails; complains if it does not, or in a way the operation does not
/// declare.
template <class Operation, class Handler>
ecr::emulation::service_fault fault_of(const Operation& operation, Handler handler, const emulated& in,
                                       const typename Operation::request_type& request) {
    try {
        handler(in.on, request);
    } catch (const ecr::emulation::service_fault& fault) {
        BOOST_TEST(operation.declares(fault.code), operation.name()
                                                       << " does not declare " << ecr::to_string(fault.code));
        BOOST_TEST(!fault.message.empty());
        return fault;
    }
    BOOST_ERROR(operation.name() << " did not fail");
    return {};
}

/// Checks how a handler fails; the message must have the words.
#define TEST_FAULT(OPERATION, IN, CODE, WORDS, ...)                                                          \
    do {                                                                                                     \
        const auto refused =                                                                                 \
            test::fault_of(ecr::OPERATION, &ecr::emulation::on_##OPERATION, IN, __VA_ARGS__);                \
        BOOST_TEST((refused.code == ecr::errc::CODE), ecr::to_string(refused.code)                           \
                                                          << ": " << refused.message);                       \
        BOOST_TEST(refused.message.find(WORDS) != std::string::npos, refused.message);                       \
    } while (false)

}
