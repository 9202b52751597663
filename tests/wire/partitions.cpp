#include <ecr/detail/partition.hpp>

#include <boost/json.hpp>
#include <boost/regex.hpp>
#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <string>
#include <support/data_file.hpp>
#include <vector>

namespace json = boost::json;
using ecr::detail::partition;

namespace {

std::string text(const json::value& of, const char* name) {
    return of.at(name).as_string().c_str();
}

json::array published() {
    return test::json_file("partitions.json").at("partitions").as_array();
}

const partition* find(const std::string& name) {
    for (const auto& ours : ecr::detail::partitions()) {
        if (ours.name == name) return &ours;
    }
    return nullptr;
}

// Every published region, and changes of it by one character, by one part and by another number.
std::vector<std::string> candidates() {
    std::vector<std::string> all{"", "-", "us", "us-", "us--1", "us-east-", "eusc-fr-east-1"};
    for (const auto& entry : published()) {
        for (const auto& region : entry.at("regions").as_array()) {
            const std::string name = region.as_string().c_str();
            all.insert(all.end(),
                       {name, name + "0", name + "a", name + "-", name + "-1", "x" + name, name.substr(1)});
            for (std::size_t i = 0; i < name.size(); ++i) {
                for (const char c : {'-', '_', '7', 'Q', '.'}) {
                    all.push_back(name);
                    all.back()[i] = c;
                }
                all.push_back(name.substr(0, i) + name.substr(i + 1));
            }
        }
    }
    return all;
}

}

BOOST_AUTO_TEST_SUITE(partitions)

BOOST_AUTO_TEST_CASE(our_table_holds_the_published_partitions_and_no_other) {
    const auto entries = published();

    BOOST_TEST(ecr::detail::partitions().size() == entries.size());
    for (const auto& entry : entries) {
        const auto name = text(entry, "name");
        BOOST_TEST_CONTEXT(name) {
            const auto* ours = find(name);
            BOOST_TEST_REQUIRE(ours != nullptr);
            BOOST_TEST(ours->dns_suffix == text(entry, "dnsSuffix"));
            BOOST_TEST(ours->dual_stack_dns_suffix == text(entry, "dualStackDnsSuffix"));
            BOOST_TEST(ours->implicit_global_region == text(entry, "implicitGlobalRegion"));
            BOOST_TEST(ours->supports_fips == entry.at("supportsFIPS").as_bool());
            BOOST_TEST(ours->supports_dual_stack == entry.at("supportsDualStack").as_bool());
        }
    }
}

BOOST_AUTO_TEST_CASE(each_partition_lists_the_published_regions_and_no_other) {
    for (const auto& entry : published()) {
        const auto name = text(entry, "name");
        std::vector<std::string> theirs;
        for (const auto& region : entry.at("regions").as_array())
            theirs.emplace_back(region.as_string().c_str());

        const auto* ours = find(name);

        BOOST_TEST_REQUIRE(ours != nullptr, name);
        BOOST_TEST_CONTEXT(name) {
            BOOST_TEST(ours->regions.size() == theirs.size());
            for (const auto& region : theirs) {
                BOOST_TEST(std::count(ours->regions.begin(), ours->regions.end(), region) == 1, region);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(our_matching_agrees_with_the_published_patterns) {
    const auto names = candidates();

    for (const auto& entry : published()) {
        const boost::regex pattern(text(entry, "regionRegex"));
        const auto* ours = find(text(entry, "name"));
        BOOST_TEST_REQUIRE(ours != nullptr);
        for (const auto& name : names) {
            const bool theirs = boost::regex_match(name, pattern);
            if (ecr::detail::matches_region_pattern(*ours, name) != theirs) {
                BOOST_ERROR(ours->name << ": " << name << " should " << (theirs ? "" : "not ") << "match");
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(a_listed_region_belongs_to_the_partition_that_lists_it) {
    for (const auto& entry : published()) {
        for (const auto& region : entry.at("regions").as_array()) {
            BOOST_TEST(ecr::detail::partition_of(region.as_string().c_str()).name == text(entry, "name"));
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
