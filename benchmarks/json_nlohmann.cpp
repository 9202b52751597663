#include "json_dom.hpp"
#include "json_libraries.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace with_nlohmann {

namespace {

using nlohmann::json;

struct library {
    using value = json;

    static const value* find(const value& object, std::string_view name) {
        const auto found = object.find(name);
        return found == object.end() ? nullptr : &*found;
    }
    static std::size_t size(const value& list) { return list.size(); }
    template <class Visitor>
    static void each_element(const value& list, Visitor visit) {
        for (const value& element : list) visit(element);
    }
    template <class Visitor>
    static void each_member(const value& object, Visitor visit) {
        for (const auto& [key, member] : object.items()) visit(key, member);
    }
    static std::string_view text(const value& from) { return from.get_ref<const std::string&>(); }
    static std::int64_t integer(const value& from) { return from.get<std::int64_t>(); }
    static double number(const value& from) { return from.get<double>(); }
};

}

ecr::describe_images_response page(std::string_view text) {
    return dom_reader<library>::page(json::parse(text));
}

ecr::get_authorization_token_response token(std::string_view text) {
    return dom_reader<library>::token(json::parse(text));
}

ecr::upload_layer_part_response part(std::string_view text) {
    return dom_reader<library>::part(json::parse(text));
}

std::string write(const ecr::get_authorization_token_request&) {
    return json::object().dump();
}

std::string write(const ecr::describe_images_request& request) {
    json object;
    object["repositoryName"] = request.repository_name;
    object["maxResults"] = *request.max_results;
    return object.dump();
}

std::string write(const ecr::list_images_request& request) {
    json object;
    object["repositoryName"] = request.repository_name;
    object["maxResults"] = *request.max_results;
    return object.dump();
}

std::string write(const ecr::batch_get_image_request& request) {
    json ids = json::array();
    for (const auto& id : request.image_ids) ids.push_back(json::object({{"imageDigest", *id.image_digest}}));
    json object;
    object["repositoryName"] = request.repository_name;
    object["imageIds"] = std::move(ids);
    return object.dump();
}

std::string write(const ecr::upload_layer_part_request& request) {
    const auto bytes = request.layer_part_blob.bytes();
    std::string encoded;
    openssl_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, encoded);
    json object;
    object["repositoryName"] = request.repository_name;
    object["uploadId"] = request.upload_id;
    object["partFirstByte"] = request.part_first_byte;
    object["partLastByte"] = request.part_last_byte;
    object["layerPartBlob"] = std::move(encoded);
    return object.dump();
}

}
