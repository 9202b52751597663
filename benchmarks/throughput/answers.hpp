#pragma once

#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>
#include <string_view>

namespace bench {

/// Whole responses, ready to be sent again and again.
class answers {
public:
    answers();

    /// What the operation that `X-Amz-Target` names is answered with.
    const std::string& to(std::string_view target, bool is_signed) const noexcept;

    /// Writes the time into all of them; clients compare it with their clock.
    void set_date(std::time_t now);

private:
    std::time_t date_ = 0;
    std::string token_;
    std::string page_;
    std::string part_;
    std::string unsigned_;
    std::string unknown_;
};

/// What the server has to know of a request.
struct request_head {
    std::size_t size = 0; // with the empty line
    std::uint64_t content_length = 0;
    std::string_view target{};
    bool is_signed = false;
};

/// False while the empty line is missing.
bool read_head(std::string_view text, request_head& head);

}
