#pragma once

#include <ecr/errc.hpp>
#include <ecr/shape.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace ecr::inline ECR_ABI {

/// The errors that an operation declares; any call may also end with an error that the service does not
/// declare.
template <errc... Codes>
struct errors {
    static constexpr std::array<errc, sizeof...(Codes)> codes{Codes...};
};

/// The way from a response to a list that is not its own member.
template <auto... Members>
struct path {};

/// The lists of a paginated operation's response, each as a pointer to member or as a `path`.
///
/// The tokens of such an operation are `next_token` in its request and its response, its page size is
/// `max_results`.
template <auto... Lists>
struct pages {
    static constexpr std::size_t lists = sizeof...(Lists);
};

/// The answer of an operation that is not paginated.
using one_page = pages<>;

/// One action of the service: its name, what it takes, what it answers and how it fails.
///
/// Operations are constants, one in each header of ecr/operation/, and a program may define its own.
template <detail::shape_type Request, detail::shape_type Response, class Errors, class Pages = one_page>
class operation {
public:
    using request_type = Request;
    using response_type = Response;
    using errors_type = Errors;
    using pages_type = Pages;

    static constexpr bool paginated = Pages::lists != 0;

    consteval explicit operation(std::string_view name) noexcept
        : name_(name) {}

    /// The action as the service calls it, such as `ListImages`.
    [[nodiscard]] constexpr std::string_view name() const noexcept { return name_; }

    /// Whether the service declares that the operation may fail in this way.
    [[nodiscard]] static constexpr bool declares(errc code) noexcept {
        for (const errc each : Errors::codes) {
            if (each == code) return true;
        }
        return false;
    }

private:
    std::string_view name_;
};

/// A list of operations, as values.
template <const auto&... Operations>
struct operation_list {
    static constexpr std::size_t count = sizeof...(Operations);

    /// Calls `visit` with each operation, in order.
    template <class Visitor>
    static constexpr void for_each(Visitor&& visit) {
        (visit(Operations), ...);
    }
};

}
