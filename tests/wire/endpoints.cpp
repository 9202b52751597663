#include <ecr/detail/endpoint_rules.hpp>
#include <ecr/endpoint.hpp>

#include <boost/json.hpp>
#include <boost/test/unit_test.hpp>

#include <set>
#include <string>
#include <support/data_file.hpp>

namespace json = boost::json;

namespace {

struct answer {
    std::string url{};
    std::string problem{};
    std::string signing_region{};
};

std::string text(const json::object& row, const char* name) {
    return row.at(name).as_string().c_str();
}

answer resolve(const json::object& row) {
    ecr::endpoint_options options{.region = text(row, "region"),
                                  .use_fips = row.at("fips").as_bool(),
                                  .use_dual_stack = row.at("dual_stack").as_bool()};
    if (row.contains("custom")) options.url = text(row, "custom");

    const auto result = ecr::resolve_endpoint(options);

    if (!result.problem.empty()) return {.problem = result.problem};
    return {.url = to_string(result.value), .signing_region = result.value.signing_region};
}

answer resolve_credential_service(const json::object& row) {
    const auto region = ecr::detail::without_fips_text(text(row, "region"));
    const auto problem = ecr::detail::region_problem(region.name);
    if (!problem.empty()) return {.problem = problem};

    const auto host = ecr::detail::credential_service_host(
        ecr::detail::partition_of(region.name), text(row, "service"), region.name,
        {.fips = row.at("fips").as_bool() || region.asks_for_fips,
         .dual_stack = row.at("dual_stack").as_bool()});

    return host.problem.empty() ? answer{.url = "https://" + host.value} : answer{.problem = host.problem};
}

}

BOOST_AUTO_TEST_SUITE(endpoints)

BOOST_AUTO_TEST_CASE(every_row_of_the_generated_table_is_resolved_alike) {
    const auto table = test::json_file("endpoints.json");
    const auto& rows = table.at("rows").as_array();

    BOOST_TEST(rows.size() >= 600u);
    for (const auto& value : rows) {
        const auto& row = value.as_object();
        const auto ours = text(row, "service") == "ecr" ? resolve(row) : resolve_credential_service(row);
        BOOST_TEST_CONTEXT(json::serialize(value)) {
            if (row.contains("error")) {
                BOOST_TEST(ours.url == "");
                BOOST_TEST(!ours.problem.empty());
            } else {
                BOOST_TEST(ours.url == text(row, "url"));
                BOOST_TEST(ours.problem == "");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_signing_region_is_the_plain_region) {
    const auto table = test::json_file("endpoints.json");

    std::set<std::string> checked;
    for (const auto& value : table.at("rows").as_array()) {
        const auto& row = value.as_object();
        if (text(row, "service") != "ecr" || row.contains("error")) continue;
        const auto region = text(row, "region");
        if (region.find("fips") != std::string::npos) continue;
        BOOST_TEST(resolve(row).signing_region == region);
        checked.insert(region);
    }

    BOOST_TEST(checked.size() > 50u);
}

BOOST_AUTO_TEST_SUITE_END()
