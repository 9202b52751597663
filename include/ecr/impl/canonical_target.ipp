#pragma once

#include <ecr/detail/append_all.hpp>
#include <ecr/detail/ascii.hpp>
#include <ecr/detail/canonical_target.hpp>
#include <ecr/detail/uri.hpp>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <utility>
#include <vector>

namespace ecr::inline ECR_ABI::detail {

// RFC 3986, section 5.2.4, except that a path which ends in a dot segment loses its last slash: the services'
// own clients agree on that.
ECR_DECL std::string normalized_path(std::string_view path) {
    std::string out;
    for (std::size_t begin = 0; begin < path.size();) {
        const auto end = std::min(path.find('/', begin), path.size());
        const auto segment = path.substr(begin, end - begin);
        begin = end + 1;
        if (segment.empty() || segment == ".") continue;
        if (segment != "..")
            append_all(out, {"/", segment});
        else if (!out.empty())
            out.resize(out.rfind('/'));
    }
    if (out.empty() || path.ends_with('/')) out += '/';
    return out;
}

ECR_DECL void append_canonical_path(std::string& out, std::string_view path, path_rules rules) {
    if (path.empty() || path == "/") {
        out += '/';
        return;
    }
    std::string normal;
    if (rules.normalize) {
        normal = normalized_path(path);
        path = normal;
    }
    rules.double_encode ? append_encoded_path(out, path) : append_sendable(out, path);
}

ECR_DECL or_refusal<std::string> recoded(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    const auto decoded = percent_decode(spaced);
    if (!decoded) return refuse("query holds a percent sign that is not followed by two hexadecimal digits");
    return percent_encode(*decoded);
}

using query_parameters = std::vector<std::pair<std::string, std::string>>;

ECR_DECL or_refusal<query_parameters> parse_query(std::string_view query) {
    query_parameters parameters;
    for (std::size_t begin = 0; begin < query.size();) {
        const auto end = std::min(query.find('&', begin), query.size());
        const auto parameter = query.substr(begin, end - begin);
        begin = end + 1;
        if (parameter.empty()) continue;

        const auto equals = std::min(parameter.find('='), parameter.size());
        auto name = recoded(parameter.substr(0, equals));
        if (name.has_error()) return name.error();
        auto value = recoded(parameter.substr(std::min(equals + 1, parameter.size())));
        if (value.has_error()) return value.error();
        if (*name != "X-Amz-Signature") parameters.emplace_back(*std::move(name), *std::move(value));
    }
    return parameters;
}

ECR_DECL void append_parameters(std::string& out, const query_parameters& parameters) {
    const char* separator = "";
    for (const auto& [name, value] : parameters) {
        append_all(out, {separator, name, "=", value});
        separator = "&";
    }
}

ECR_DECL or_refusal<void> append_canonical_query(std::string& out, std::string_view query) {
    if (query.empty()) return {};
    auto parameters = parse_query(query);
    if (parameters.has_error()) return parameters.error();
    std::sort(parameters->begin(), parameters->end());
    append_parameters(out, *parameters);
    return {};
}

constexpr bool is_signing_parameter(std::string_view name) noexcept {
    for (const std::string_view made_here : {"X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Date",
                                             "X-Amz-Expires", "X-Amz-SignedHeaders", "X-Amz-Security-Token"})
        if (name == made_here) return true;
    return false;
}

ECR_DECL or_refusal<void> append_unsigned_query(std::string& out, std::string_view query) {
    auto parameters = parse_query(query);
    if (parameters.has_error()) return parameters.error();
    std::erase_if(*parameters, [](const auto& parameter) { return is_signing_parameter(parameter.first); });
    append_parameters(out, *parameters);
    return {};
}

}
