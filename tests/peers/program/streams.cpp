#include "order.hpp"

#include <ecr/operation/describe_image_scan_findings.hpp>
#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/describe_pull_through_cache_rules.hpp>
#include <ecr/operation/describe_repositories.hpp>
#include <ecr/operation/get_lifecycle_policy_preview.hpp>
#include <ecr/operation/list_images.hpp>

#include <cstdint>
#include <map>
#include <string_view>
#include <type_traits>
#include <utility>

namespace peer {

namespace {

ecr::page_options options_of(const order& what) {
    ecr::page_options options;
    options.page_size = given<std::int32_t>(what, "pageSize");
    options.max_items = given<std::uint64_t>(what, "maxItems");
    options.starting_token = given<std::string>(what, "startingToken").value_or("");
    options.prefetch = given<std::size_t>(what, "prefetch").value_or(0);
    return options;
}

template <const auto& Operation>
using request_of = typename std::remove_cvref_t<decltype(Operation)>::request_type;

template <const auto& Operation>
work pages_of(ecr::client client, order what) {
    const auto request = parameters<request_of<Operation>>(what);
    const auto options = options_of(what);
    auto stream = Operation.pages(client, request, options);
    json::array all;
    for (;;) {
        auto next = stream.next();
        const auto page = co_await std::move(next);
        if (!page) break;
        all.push_back(as_json(*page));
    }
    outcome done;
    done["pages"] = std::move(all);
    done["resumeToken"] = stream.resume_token();
    co_return done;
}

template <const auto& Operation>
work collected(ecr::client client, order what) {
    const auto request = parameters<request_of<Operation>>(what);
    const auto options = options_of(what);
    auto stream = Operation.pages(client, request, options);
    auto collecting = stream.collect();
    const auto whole = co_await std::move(collecting);
    outcome done;
    done["answer"] = as_json(whole);
    co_return done;
}

using function = work (*)(ecr::client, order);

struct functions {
    function pages;
    function collect;
};

template <const auto& Operation>
constexpr std::pair<std::string_view, functions> entry() {
    return {Operation.name(), {&pages_of<Operation>, &collected<Operation>}};
}

const functions& functions_of(const order& what) {
    static const std::map<std::string_view, functions> known{
        entry<ecr::describe_image_scan_findings>(),      entry<ecr::describe_images>(),
        entry<ecr::describe_pull_through_cache_rules>(), entry<ecr::describe_repositories>(),
        entry<ecr::get_lifecycle_policy_preview>(),      entry<ecr::list_images>(),
    };
    return known.at(text(what, "operation"));
}

}

work pages(ecr::client client, order what) {
    const auto make = functions_of(what).pages;
    return make(std::move(client), std::move(what));
}

work collect(ecr::client client, order what) {
    const auto make = functions_of(what).collect;
    return make(std::move(client), std::move(what));
}

}
