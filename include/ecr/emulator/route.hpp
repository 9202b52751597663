#pragma once

#include <ecr/detail/casing.hpp>
#include <ecr/emulator/handling.hpp>
#include <ecr/json.hpp>
#include <ecr/operation.hpp>
#include <ecr/validation.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace ecr::inline ECR_ABI::emulation {

/// The way from the name of an operation to its handler, with the request and the response as text.
struct route {
    std::string_view operation{};
    /// Whether the operation declares this error; others are a bug of the handler.
    bool (*declares)(errc) = nullptr;
    /// Reads and checks the request, has it handled and writes the response; throws `service_fault`.
    std::string (*answer)(const handling& on, std::string_view request) = nullptr;
};

/// The path of a violation in the words of the wire: `imageIds[3].imageTag`.
[[nodiscard]] inline std::string wire_path(const std::string& path) {
    std::string text(path.size(), '\0');
    text.resize(detail::write_cased(detail::casing::lower_camel, path, text.data()));
    return text;
}

/// The request that the text stands for, checked in full.
template <detail::shape_type Request>
[[nodiscard]] Request read_request(std::string_view text) {
    auto request = from_json<Request>(text, as_result);
    if (request.has_error())
        throw protocol_fault{"SerializationException", std::string(request.error().message())};
    const auto violations = validate(*request, validation_level::full);
    if (violations.empty()) return std::move(*request);
    const violation& first = violations.front();
    throw service_fault{errc::invalid_parameter,
                        "Invalid parameter at '" + wire_path(first.path) + "': " + first.problem,
                        {}};
}

/// The route of an operation to the function that handles it: `route_of<list_images, on_list_images>`.
template <const auto& Operation, auto Handler>
[[nodiscard]] constexpr route route_of() noexcept {
    using operation_type = std::remove_cvref_t<decltype(Operation)>;
    using request_type = typename operation_type::request_type;
    return {.operation = Operation.name(),
            .declares = &operation_type::declares,
            .answer = [](const handling& on, std::string_view text) {
                const auto request = read_request<request_type>(text);
                return to_json(Handler(on, request));
            }};
}

}
