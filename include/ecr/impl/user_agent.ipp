#pragma once

#include <ecr/detail/ascii.hpp>
#include <ecr/detail/quoted.hpp>
#include <ecr/detail/user_agent.hpp>
#include <ecr/version.hpp>

#include <algorithm>
#include <cstddef>

namespace ecr::inline ECR_ABI::detail {

ECR_DECL void append_user_agent_text(std::string& out, std::string_view text) {
    constexpr std::string_view punctuation = "!$%&'*+-.^_`|~,";
    for (const char c : text) {
        out += is_alphanumeric(c) || punctuation.find(c) != std::string_view::npos ? c : '-';
    }
}

ECR_DECL void append_user_agent_part(std::string& out, std::string_view prefix, std::string_view value) {
    if (value.empty()) return;

    out += prefix;
    append_user_agent_text(out, value);
}

/// Compilers say a year in between until they have all of a standard.
constexpr long year_of_standard(long language) {
    constexpr long first = 20;
    constexpr long years_between = 3;
    const auto year = language / 100 % 100;
    return first + (year - first + years_between - 1) / years_between * years_between;
}

ECR_DECL user_agent make_user_agent(const user_agent_parts& parts) {
    constexpr std::size_t longest_app_id = 50;
    user_agent agent;

    agent.head = "ecr/" ECR_VERSION_STRING " ua/2.1";
    append_user_agent_part(agent.head, " os/", parts.os_name.empty() ? "other" : parts.os_name);
    append_user_agent_part(agent.head, "#", parts.os_version);
    append_user_agent_part(agent.head, " md/arch#", parts.architecture);
    agent.head += " lang/c++#" + std::to_string(year_of_standard(parts.language));
    append_user_agent_part(agent.head, " exec-env/", parts.execution_environment);

    append_user_agent_part(agent.tail, " cfg/retry-mode#", parts.retry_mode);
    append_user_agent_part(agent.tail, " app/", parts.app_id);
    if (parts.app_id.size() > longest_app_id) {
        agent.notice = "application id is longer than 50 characters: " + quoted(parts.app_id);
    }
    return agent;
}

ECR_DECL void append_user_agent(std::string& out, const user_agent& agent,
                                std::span<const std::string_view> features) {
    constexpr std::string_view metrics = "m/";
    constexpr std::size_t longest_metrics = 1024;
    out += agent.head;

    std::size_t length = metrics.size();
    bool first = true;
    for (auto id = features.begin(); id != features.end(); ++id) {
        if (id->empty() || std::find(features.begin(), id, *id) != id) continue;
        length += id->size() + (first ? 0 : 1);
        if (length > longest_metrics) break;
        out += first ? " m/" : ",";
        append_user_agent_text(out, *id);
        first = false;
    }
    out += agent.tail;
}

}
