#include "sources.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

namespace {

/// The files in one folder of the library's headers, without `.hpp`.
std::vector<std::string> headers(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& each : std::filesystem::directory_iterator(BENCH_LIBRARY "/ecr/" + folder))
        names.push_back(each.path().stem());
    std::ranges::sort(names);
    return names;
}

std::string include(const std::string& header) {
    return "#include <" + header + ">\n";
}

std::string include_all(const std::string& folder, std::span<const std::string> names) {
    std::string text;
    for (const std::string& name : names) text += include("ecr/" + folder + "/" + name + ".hpp");
    return text;
}

/// A coroutine that calls each of the operations.
std::string call_each(std::span<const std::string> operations) {
    std::string text = "#include \"compile_time/call.hpp\"\n"
                       "boost::asio::awaitable<void> use() {\n"
                       "    std::size_t done = 0;\n";
    for (const std::string& name : operations) {
        text += "    ecr::" + name + "_request " + name + "_asked;\n";
        text += "    auto " + name + "_answer = co_await compile_time::call(ecr::" + name + ", " + name +
                "_asked);\n";
        text += "    done += sizeof(" + name + "_answer);\n";
    }
    return text + "    (void)done;\n}\n";
}

/// A coroutine that calls one operation as a program does.
std::string call_by_a_client() {
    return "#include <ecr/client.hpp>\n"
           "#include <ecr/operation/list_images.hpp>\n"
           "boost::asio::awaitable<std::size_t> use(ecr::client client) {\n"
           "    ecr::list_images_request request{.repository_name = \"team/web\"};\n"
           "    const auto page = co_await ecr::list_images(client, request);\n"
           "    co_return page.image_ids.size();\n"
           "}\n";
}

}

std::vector<source> sources() {
    const std::vector<std::string> models = headers("model");
    const std::vector<std::string> operations = headers("operation");
    const std::vector<std::string> one = {"list_images"};
    const std::vector<std::string> five = {"batch_get_image", "describe_images", "get_authorization_token",
                                           "list_images", "put_image"};
    std::string standard;
    for (const char* each :
         {"chrono", "cstdint", "map", "memory", "optional", "span", "string", "string_view", "vector"})
        standard += include(each);
    const std::string ready = include("boost/asio/awaitable.hpp");
    const std::string umbrella = include("ecr/operations.hpp");

    std::vector<source> all = {
        {"standard headers that the library uses", standard},
        {"boost/asio/awaitable.hpp", ready},
        {"boost/asio/awaitable.hpp, boost/json.hpp", ready + include("boost/json.hpp")},
        {"all structs, included", include_all("model", models)},
        {"umbrella, included", umbrella},
    };
    for (const bool compiled : {true, false}) {
        const std::string how = compiled ? "" : ", header-only";
        all.push_back(
            {"one operation called" + how, include_all("operation", one) + call_each(one), compiled});
        all.push_back(
            {"five operations called" + how, include_all("operation", five) + call_each(five), compiled});
        all.push_back({"umbrella, one operation called" + how, umbrella + call_each(one), compiled});
        all.push_back({"umbrella, all operations called" + how, umbrella + call_each(operations), compiled});
        all.push_back({"one call by a client" + how, call_by_a_client(), compiled});
    }
    return all;
}
