#include "source_tree.hpp"

BOOST_AUTO_TEST_SUITE(completeness)

namespace {

using namespace repo;

constexpr std::string_view operations = "include/ecr/operation/";
constexpr std::string_view golden = "tests/wire/operations/";
constexpr const char* umbrella = "include/ecr/operations.hpp";

std::vector<std::string> operation_names(const source_tree& tree) {
    std::vector<std::string> names;
    for (const auto& [path, text] : tree) {
        if (!path.starts_with(operations) || !path.ends_with(".hpp")) continue;
        names.push_back(path.substr(operations.size(), path.size() - operations.size() - 4));
    }
    return names;
}

/// Operations that operations.hpp leaves out; nothing while there is no such header.
findings not_in_the_umbrella(const source_tree& tree) {
    findings found;
    if (!tree.contains(umbrella)) return found;
    for (const auto& name : operation_names(tree)) {
        if (is_included(tree, umbrella, "ecr/operation/" + name + ".hpp")) continue;
        found.push_back(name + ": is not included by operations.hpp");
    }
    return found;
}

bool has_golden_files(const source_tree& tree) {
    return std::any_of(tree.begin(), tree.end(),
                       [](const auto& file) { return file.first.starts_with(golden); });
}

/// Operations without their golden files, and golden files without their operation once all operations are
/// there.
findings not_in_the_golden_files(const source_tree& tree) {
    findings found;
    if (!has_golden_files(tree)) return found;
    for (const auto& name : operation_names(tree)) {
        for (const auto* kind : {".request.json", ".minimal.json", ".response.json"}) {
            const auto path = std::string(golden) + name + kind;
            if (!tree.contains(path)) found.push_back(name + ": has no " + path);
        }
    }
    if (!tree.contains(umbrella)) return found;
    for (const auto& [path, text] : tree) {
        if (!path.starts_with(golden)) continue;
        const auto file = path.substr(golden.size());
        if (file == "index.json") continue;
        const auto header = std::string(operations) + file.substr(0, file.find('.')) + ".hpp";
        if (!tree.contains(header)) found.push_back(path + ": there is no " + header);
    }
    return found;
}

}

BOOST_AUTO_TEST_CASE(every_operation_of_this_repository_is_in_operations_hpp) {
    expect_none(not_in_the_umbrella(repository()));
}

BOOST_AUTO_TEST_CASE(every_operation_of_this_repository_has_its_golden_files) {
    expect_none(not_in_the_golden_files(repository()));
}

BOOST_AUTO_TEST_CASE(an_operation_missing_from_the_umbrella_is_found) {
    const source_tree tree{{"include/ecr/operation/list_images.hpp", ""},
                           {"include/ecr/operation/put_image.hpp", ""},
                           {umbrella, "#include <ecr/operation/list_images.hpp>\n"}};

    expect_complaints(not_in_the_umbrella(tree), {"put_image: is not included"});
}

BOOST_AUTO_TEST_CASE(an_operation_without_golden_files_is_found) {
    const source_tree tree{{"include/ecr/operation/list_images.hpp", ""},
                           {"tests/wire/operations/list_images.minimal.json", "{}"},
                           {"tests/wire/operations/list_images.request.json", "{}"}};

    expect_complaints(not_in_the_golden_files(tree),
                      {"list_images: has no tests/wire/operations/list_images.response.json"});
}

BOOST_AUTO_TEST_CASE(a_golden_file_without_an_operation_is_found) {
    const source_tree tree{{umbrella, ""}, {"tests/wire/operations/list_images.request.json", "{}"}};

    expect_complaints(not_in_the_golden_files(tree),
                      {"tests/wire/operations/list_images.request.json: there is no"});
}

BOOST_AUTO_TEST_SUITE_END()
