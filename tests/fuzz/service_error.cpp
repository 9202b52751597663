#include <ecr/detail/service_error.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

namespace {

bool is_printable(const std::string& text) {
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) return false;
    }
    return true;
}

}

// The first line is the header X-Amzn-Errortype, the rest is the body.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input(reinterpret_cast<const char*>(data), size);
    const std::size_t end = input.find('\n');
    const ecr::detail::error_headers headers{.error_type = input.substr(0, end), .request_id = "id"};
    const std::string_view body = end == input.npos ? std::string_view() : input.substr(end + 1);

    const ecr::error failure = ecr::detail::parse_service_error(503, headers, body);

    const bool bounded = failure.message().size() <= 3 * 8192 && failure.body_snippet().size() <= 512;
    const bool classified = failure.is(ecr::condition::transient) && !failure.code_text().empty();
    if (!bounded || !classified || !is_printable(to_string(failure))) std::abort();
    return 0;
}
