#include "parity.hpp"

#include <boost/test/unit_test.hpp>

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

namespace {

using boost::json::value;

value& shape(value& facts, std::string_view name) {
    return facts.at("shapes").at(name);
}

// Renames a key and keeps its place.
void rename(value& object, std::string_view from, std::string_view to) {
    boost::json::object renamed;
    for (const auto& [key, each] : object.as_object())
        renamed[key == from ? to : std::string_view(key)] = each;
    object = std::move(renamed);
}

struct change {
    const char* what;
    std::function<void(value&)> apply;
    const char* difference;
};

const change changes[] = {
    {"a member is renamed",
     [](value& f) { rename(shape(f, "ImageDetail").at("members"), "imageTags", "imageTag"); },
     "ImageDetail.imageTag is written as imageTags"},
    {"a member is added", [](value& f) { shape(f, "Layer").at("members").as_object()["more"] = "Arch"; },
     "Layer: number of members"},
    {"a member is removed", [](value& f) { shape(f, "Tag").at("members").as_object().erase("Value"); },
     "Tag: number of members"},
    {"members change places",
     [](value& f) {
         auto& members = shape(f, "Tag").at("members").as_object();
         members = {{"Value", "TagValue"}, {"Key", "TagKey"}};
     },
     "Tag.Value is written as Key"},
    {"a type changes",
     [](value& f) { shape(f, "ImageDetail").at("members").at("imageSizeInBytes") = "Epoch"; },
     "ImageDetail.imageSizeInBytes: type"},
    {"a required member becomes optional",
     [](value& f) { shape(f, "PutImageRequest").as_object().erase("required"); },
     "PutImageRequest.repositoryName: required"},
    {"a list of an answer is always sent",
     [](value& f) { shape(f, "ImageDetail").as_object()["required"] = boost::json::array{"imageTags"}; },
     "ImageDetail.imageTags: required"},
    {"an enum value is renamed", [](value& f) { shape(f, "ScanType").at("enum").at(0) = "PLAIN"; },
     "ScanType: BASIC"},
    {"an enum value is added",
     [](value& f) { shape(f, "ScanType").at("enum").as_array().emplace_back("NEW"); },
     "ScanType: number of values"},
    {"a bound changes", [](value& f) { shape(f, "MaxResults").at("max") = 999; },
     "DescribeImagesRequest.maxResults: largest"},
    {"a pattern changes", [](value& f) { shape(f, "RegistryId").at("pattern") = "[0-9]{11}"; },
     "PutImageRequest.registryId: form"},
    {"a bound of an element changes", [](value& f) { shape(f, "ArtifactType").at("max") = 254; },
     "ListImageReferrersFilter.artifactTypes[]: largest"},
    {"an operation is renamed", [](value& f) { rename(f.at("operations"), "PutImage", "PutImages"); },
     "PutImage is no operation of the service"},
    {"an operation is added",
     [](value& f) {
         auto& operations = f.at("operations").as_object();
         operations["New"] = operations.at("PutImage");
     },
     "number of operations"},
    {"a declared error goes",
     [](value& f) { f.at("operations").at("PutImage").at("errors").as_array().pop_back(); },
     "PutImage: declared errors"},
    {"an error is renamed", [](value& f) { rename(f.at("shapes"), "KmsException", "KeyException"); },
     "error codes"},
    {"a paginator goes", [](value& f) { f.at("paginators").as_object().erase("ListImages"); },
     "ListImages: pagination"},
    {"a result list changes",
     [](value& f) { f.at("paginators").at("ListImages").at("result_key") = "images"; },
     "ListImages: result lists"},
    {"a structure is added", [](value& f) { f.at("shapes").as_object()["New"] = shape(f, "Tag"); },
     "New is missing"},
    {"an enum is added", [](value& f) { f.at("shapes").as_object()["New"] = shape(f, "ScanType"); },
     "New is missing"},
};

}

BOOST_AUTO_TEST_SUITE(names)

BOOST_AUTO_TEST_CASE(the_code_is_the_published_api_and_nothing_else) {
    const value facts = test::json_file("ecr-api.json");

    const auto differences = parity(facts).differences();

    for (const auto& each : differences) BOOST_ERROR(each);
}

BOOST_AUTO_TEST_CASE(every_kind_of_difference_is_found) {
    const value facts = test::json_file("ecr-api.json");
    for (const change& each : changes) {
        BOOST_TEST_CONTEXT(each.what) {
            value changed = facts;
            each.apply(changed);

            const auto found = parity(changed).differences();

            BOOST_TEST(std::ranges::count(found, each.difference) != 0);
            if (std::ranges::count(found, each.difference) == 0) {
                for (const auto& other : found) BOOST_TEST_MESSAGE("found instead: " << other);
            }
        }
    }
}

BOOST_AUTO_TEST_CASE(the_facts_hold_what_the_documentation_counts) {
    std::size_t structures = 0;
    std::size_t enums = 0;
    std::size_t errors = 0;
    const value facts = test::json_file("ecr-api.json");
    for (const auto& [name, each] : facts.at("shapes").as_object()) {
        const bool error = each.as_object().contains("error");
        errors += error ? 1 : 0;
        structures += !error && test::view(each.at("type")) == "structure" ? 1 : 0;
        enums += each.as_object().contains("enum") ? 1 : 0;
    }

    BOOST_TEST(ecr::operations::count == 62u);
    BOOST_TEST(structures == 183u);
    BOOST_TEST(enums == 30u);
    BOOST_TEST(errors == 50u);
    BOOST_TEST(facts.at("paginators").as_object().size() == 11u);
}

BOOST_AUTO_TEST_SUITE_END()
