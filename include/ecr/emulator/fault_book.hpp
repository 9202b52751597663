#pragma once

#include <ecr/detail/config.hpp>
#include <ecr/emulator/fault_rule.hpp>

#include <cstdint>
#include <mutex>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace ecr::inline ECR_ABI::emulation {

/// The rules for what goes wrong. The same seed, rules and order of requests give the same faults. Safe to
/// use from several threads.
class fault_book {
public:
    explicit fault_book(std::uint64_t seed)
        : dice_(seed) {}

    /// Throws `std::invalid_argument` where a rule makes no sense; then none is added.
    void add(const std::vector<fault_rule>& rules);
    void add(const fault_rule& rule) { add(std::vector{rule}); }
    /// The same for text: `{"faults":[...]}`.
    void add_json(std::string_view text);
    void clear();

    /// The rules that are not used up.
    [[nodiscard]] std::vector<fault_rule> rules() const;

    /// Those that strike this request; counts them.
    [[nodiscard]] std::vector<fault_rule> strike(std::string_view operation);
    /// Those that strike this new connection; counts them.
    [[nodiscard]] std::vector<fault_rule> strike_connection();

private:
    struct entry {
        fault_rule rule{};
        std::int64_t seen = 0;
        std::int64_t struck = 0;
    };

    template <class Concerns>
    std::vector<fault_rule> strike_where(Concerns concerns);

    mutable std::mutex mutex_{};
    std::vector<entry> entries_{};
    std::mt19937_64 dice_;
};

}

#if !defined(ECR_SEPARATE_COMPILATION)
#include <ecr/impl/emulator/fault_book.ipp>
#endif
