#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/base64.hpp>
#include <ecr/detail/host_name.hpp>
#include <ecr/detail/host_port.hpp>
#include <ecr/detail/ip_address.hpp>
#include <ecr/detail/proxy_rules.hpp>
#include <ecr/detail/trimmed.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <utility>

namespace ecr::inline ECR_ABI::detail::proxy_text {

constexpr std::string_view blanks = " \t\r\n";

inline std::string_view trimmed(std::string_view text) noexcept {
    return detail::trimmed(text, blanks);
}

inline secret first_set(const environment_lookup& lookup, std::initializer_list<std::string_view> names) {
    for (const auto name : names) {
        auto value = lookup(name);
        if (value && !trimmed(*value).empty()) return secret(std::move(*value));
    }
    return {};
}

// Returns what is wrong, or nothing; so do the other functions that read a part of a URL.
inline std::string_view read_scheme(std::string_view& text, proxy_hop& out) {
    const auto separator = text.find("://");
    if (text.starts_with("//")) text.remove_prefix(2);
    if (separator == text.npos) return "";

    const auto scheme = lower_case(text.substr(0, separator));
    if (scheme.starts_with("socks")) return "names a SOCKS proxy: only http and https proxies are supported";
    if (scheme != "http" && scheme != "https") return "must begin with http:// or https://";
    out.where.scheme = scheme == "https" ? url_scheme::https : url_scheme::http;
    out.where.port = scheme == "https" ? 443 : 80;
    text.remove_prefix(separator + 3);
    return "";
}

inline std::string_view append_decoded(std::string_view text, std::string& out) {
    for (std::size_t i = 0; i != text.size(); ++i) {
        auto byte = static_cast<unsigned char>(text[i]);
        if (byte == '%') {
            if (text.size() - i < 3 || !is_hex_digit(text[i + 1]) || !is_hex_digit(text[i + 2]))
                return "has a % in its user or password that must be written %25";
            std::from_chars(text.data() + i + 1, text.data() + i + 3, byte, 16);
            i += 2;
        }
        if (byte < ' ' || byte == 0x7f) return "has a control character in its user or password";
        out += static_cast<char>(byte);
    }
    return "";
}

inline secret basic_authorization(const secret& user_and_password) {
    constexpr std::string_view scheme = "Basic ";
    const auto plain = user_and_password.reveal();
    std::string value(scheme.size() + base64_size(plain.size()), '\0');
    std::copy(scheme.begin(), scheme.end(), value.begin());
    base64_encode(std::as_bytes(std::span(plain)), value.data() + scheme.size());
    return secret(std::move(value));
}

inline std::string_view read_user(std::string_view text, proxy_hop& out) {
    const auto colon = text.find(':');
    std::string plain;
    // Reserved, so that growing leaves no copy of the password behind.
    plain.reserve(text.size() + 1);
    auto problem = append_decoded(text.substr(0, colon), plain);
    if (problem.empty() && plain.find(':') != plain.npos) problem = "has a colon in its user name";
    plain += ':';
    if (problem.empty() && colon != text.npos) problem = append_decoded(text.substr(colon + 1), plain);
    const bool none = plain.size() == 1;
    const secret kept(std::move(plain));
    if (problem.empty() && !none) out.authorization = basic_authorization(kept);
    return problem;
}

inline std::string_view read_proxy(std::string_view text, proxy_hop& out) {
    text = trimmed(text);
    if (text.empty()) return "is empty";
    if (const auto problem = read_scheme(text, out); !problem.empty()) return problem;

    auto authority = text.substr(0, text.find_first_of("/?#"));
    const auto rest = text.substr(authority.size());
    if (!rest.empty() && rest != "/")
        return "must end after host and port; a / ? or # in the password is written %2F, %3F or %23";
    if (const auto at = authority.rfind('@'); at != authority.npos) {
        if (const auto problem = read_user(authority.substr(0, at), out); !problem.empty()) return problem;
        authority.remove_prefix(at + 1);
    }
    if (authority.empty()) return "has no host";
    host_port parts;
    const auto problem = split_host_port(authority, parts);
    const bool bare = !authority.starts_with('[');
    if (problem == host_port_problem::host || (bare && !is_host_name(parts.host)))
        return "has an invalid host";
    if (problem == host_port_problem::port) return "needs a port from 1 to 65535 after the colon";
    out.where.host = lower_case(parts.host);
    out.where.port = parts.port.value_or(out.where.port);
    return "";
}

inline bool same(std::string_view left, std::string_view right) noexcept {
    const auto equal = [](char a, char b) { return to_lower(a) == to_lower(b); };
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), equal);
}

inline bool is_below(std::string_view host, std::string_view domain) noexcept {
    if (host.size() < domain.size() + 2) return false;
    const auto dot = host.size() - domain.size() - 1;
    return host[dot] == '.' && same(host.substr(dot + 1), domain);
}

inline std::string_view without_final_dot(std::string_view host) noexcept {
    return host.ends_with('.') ? host.substr(0, host.size() - 1) : host;
}

inline std::optional<ip_address> address_of(std::string_view host) noexcept {
    return parse_ip_address(host.substr(0, host.find('%')));
}

inline bool matches_name(std::string_view rule, std::string_view host) noexcept {
    rule = without_final_dot(rule);
    const bool below_only = rule.starts_with("*.");
    if (below_only || rule.starts_with('.')) rule.remove_prefix(below_only ? 2 : 1);
    if (rule.empty()) return false;
    return is_below(host, rule) || (!below_only && same(host, rule));
}

inline bool matches_rule(std::string_view rule, std::string_view host, std::uint16_t port) noexcept {
    const auto address = address_of(host);
    if (const auto network = parse_ip_network(rule)) return address && network->contains(*address);
    host_port parts;
    if (split_host_port(rule, parts) != host_port_problem::none) return false;
    if (parts.port && *parts.port != port) return false;
    if (parts.host == "*") return true;
    if (const auto network = parse_ip_network(parts.host)) return address && network->contains(*address);
    return !address && matches_name(parts.host, host);
}

}

namespace ecr::inline ECR_ABI::detail {

ECR_DECL proxy_settings proxy_from_environment(const environment_lookup& lookup) {
    const bool exposed = lookup("REQUEST_METHOD").has_value();
    const auto all = proxy_text::first_set(lookup, {"all_proxy", "ALL_PROXY"});

    proxy_settings settings;
    settings.https_proxy = proxy_text::first_set(lookup, {"https_proxy", "HTTPS_PROXY"});
    settings.http_proxy = exposed ? proxy_text::first_set(lookup, {"http_proxy"})
                                  : proxy_text::first_set(lookup, {"http_proxy", "HTTP_PROXY"});
    if (settings.https_proxy.empty()) settings.https_proxy = all;
    if (settings.http_proxy.empty()) settings.http_proxy = all;
    settings.no_proxy = proxy_text::first_set(lookup, {"no_proxy", "NO_PROXY"}).reveal();
    return settings;
}

ECR_DECL proxy_result parse_proxy(std::string_view url) {
    proxy_hop value;
    const auto problem = proxy_text::read_proxy(url, value);
    if (!problem.empty()) return {.value = {}, .problem = "proxy URL " + std::string(problem)};
    return {.value = std::move(value), .problem = {}};
}

ECR_DECL bool never_proxied(std::string_view host) noexcept {
    constexpr std::array<std::string_view, 6> networks{"127.0.0.0/8", "169.254.0.0/16", "::1",
                                                       "fe80::/10",   "fd00:ec2::23",   "fd00:ec2::254"};
    host = proxy_text::without_final_dot(host);
    if (proxy_text::same(host, "localhost") || proxy_text::is_below(host, "localhost")) return true;
    const auto address = proxy_text::address_of(host);
    return address && std::any_of(networks.begin(), networks.end(), [&](std::string_view network) {
               return parse_ip_network(network)->contains(*address);
           });
}

ECR_DECL bool matches_no_proxy(std::string_view rules, std::string_view host, std::uint16_t port) noexcept {
    constexpr std::string_view separators = ", \t\r\n";

    host = proxy_text::without_final_dot(host);
    while (!rules.empty()) {
        const auto rule = rules.substr(0, rules.find_first_of(separators));
        if (!rule.empty() && proxy_text::matches_rule(rule, host, port)) return true;
        rules.remove_prefix(std::min(rules.size(), rule.size() + 1));
    }
    return false;
}

ECR_DECL proxy_result choose_proxy(const proxy_settings& settings, const endpoint& where) {
    const bool secure = where.scheme == url_scheme::https;
    const auto url = (secure ? settings.https_proxy : settings.http_proxy).reveal();
    if (proxy_text::trimmed(url).empty() || never_proxied(where.host) ||
        matches_no_proxy(settings.no_proxy, where.host, where.port))
        return {};

    auto result = parse_proxy(url);
    if (!result.problem.empty())
        result.problem.insert(0, secure ? "for https endpoints: " : "for http endpoints: ");
    return result;
}

}
