#include "json_dom.hpp"
#include "json_libraries.hpp"

#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>

#include <memory>
#include <utility>

namespace json = boost::json;

namespace with_boost {

namespace {

struct library {
    using value = json::value;

    static const value* find(const value& object, std::string_view name) {
        return object.get_object().if_contains(name);
    }
    static std::size_t size(const value& list) { return list.get_array().size(); }
    template <class Visitor>
    static void each_element(const value& list, Visitor visit) {
        for (const value& element : list.get_array()) visit(element);
    }
    template <class Visitor>
    static void each_member(const value& object, Visitor visit) {
        for (const auto& member : object.get_object()) visit(member.key(), member.value());
    }
    static std::string_view text(const value& from) { return from.get_string(); }
    static std::int64_t integer(const value& from) { return from.get_int64(); }
    static double number(const value& from) { return from.to_number<double>(); }
};

struct no_handler {
    static constexpr auto max_object_size = static_cast<std::size_t>(-1);
    static constexpr auto max_array_size = static_cast<std::size_t>(-1);
    static constexpr auto max_key_size = static_cast<std::size_t>(-1);
    static constexpr auto max_string_size = static_cast<std::size_t>(-1);

    using error_code = boost::system::error_code;
    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }
    bool on_object_begin(error_code&) { return true; }
    bool on_object_end(std::size_t, error_code&) { return true; }
    bool on_array_begin(error_code&) { return true; }
    bool on_array_end(std::size_t, error_code&) { return true; }
    bool on_key_part(json::string_view, std::size_t, error_code&) { return true; }
    bool on_key(json::string_view, std::size_t, error_code&) { return true; }
    bool on_string_part(json::string_view, std::size_t, error_code&) { return true; }
    bool on_string(json::string_view, std::size_t, error_code&) { return true; }
    bool on_number_part(json::string_view, error_code&) { return true; }
    bool on_int64(std::int64_t, json::string_view, error_code&) { return true; }
    bool on_uint64(std::uint64_t, json::string_view, error_code&) { return true; }
    bool on_double(double, json::string_view, error_code&) { return true; }
    bool on_bool(bool, error_code&) { return true; }
    bool on_null(error_code&) { return true; }
    bool on_comment_part(json::string_view, error_code&) { return true; }
    bool on_comment(json::string_view, error_code&) { return true; }
};

}

ecr::describe_images_response page(std::string_view text) {
    json::monotonic_resource memory(text.size());
    return dom_reader<library>::page(json::parse(text, &memory));
}

ecr::get_authorization_token_response token(std::string_view text) {
    unsigned char buffer[4096];
    json::monotonic_resource memory(buffer);
    return dom_reader<library>::token(json::parse(text, &memory));
}

std::string write(const ecr::list_images_request& request) {
    json::object object;
    object["repositoryName"] = request.repository_name;
    object["maxResults"] = *request.max_results;
    return json::serialize(object);
}

std::string write(const ecr::batch_get_image_request& request) {
    json::array ids;
    ids.reserve(request.image_ids.size());
    for (const auto& id : request.image_ids) ids.push_back(json::object{{"imageDigest", *id.image_digest}});
    json::object object;
    object["repositoryName"] = request.repository_name;
    object["imageIds"] = std::move(ids);
    return json::serialize(object);
}

std::string write(const ecr::upload_layer_part_request& request) {
    const auto bytes = request.layer_part_blob.bytes();
    std::string encoded;
    openssl_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, encoded);
    json::object object;
    object["repositoryName"] = request.repository_name;
    object["uploadId"] = request.upload_id;
    object["partFirstByte"] = request.part_first_byte;
    object["partLastByte"] = request.part_last_byte;
    object["layerPartBlob"] = encoded;
    return json::serialize(object);
}

bool parse(std::string_view text) {
    json::basic_parser<no_handler> parser{json::parse_options()};
    boost::system::error_code ec;
    return parser.write_some(false, text.data(), text.size(), ec) == text.size() && !ec;
}

bool same(std::string_view left, std::string_view right) {
    return json::parse(left) == json::parse(right);
}

}
