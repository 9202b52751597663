#include <ecr/detail/json_read.hpp>
#include <ecr/detail/json_write.hpp>
#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/create_repository.hpp>
#include <ecr/operation/describe_image_scan_findings.hpp>
#include <ecr/operation/describe_images.hpp>
#include <ecr/operation/get_authorization_token.hpp>
#include <ecr/operation/list_image_referrers.hpp>
#include <ecr/operation/list_tags_for_resource.hpp>
#include <ecr/operation/put_image.hpp>
#include <ecr/operation/put_replication_configuration.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using ecr::detail::json_reader;

void require(bool condition) {
    if (!condition) std::abort();
}

// Each chunk is a copy without a byte to spare, so that the address sanitizer sees a read beyond the end.
template <class Shape>
std::optional<Shape> read(std::string_view text, std::size_t length) {
    Shape object;
    json_reader reader(object);
    bool accepted = true;
    for (; !text.empty() && accepted; text.remove_prefix(std::min(length, text.size()))) {
        const std::vector<char> chunk(text.begin(), text.begin() + std::min(length, text.size()));
        accepted = reader.write({chunk.data(), chunk.size()});
    }
    const bool complete = reader.finish();
    require(accepted || !complete);
    require(complete == reader.error().problem.empty());
    if (!complete) return std::nullopt;
    return object;
}

// NaN differs from itself, so objects are compared as what is written of them.
template <class Shape>
std::string written(const Shape& object) {
    std::string text;
    require(!ecr::detail::json_write(object, text).has_value());
    return text;
}

template <class Shape>
void check(std::string_view text, std::size_t length) {
    const auto whole = read<Shape>(text, text.size());
    const auto chunked = read<Shape>(text, length);
    require(whole.has_value() == chunked.has_value());
    if (!whole) return;

    const std::string once = written(*whole);
    require(once == written(*chunked));
    const auto again = read<Shape>(once, length);
    require(again.has_value() && written(*again) == once);
    require(once.find("\"NaN\"") != once.npos || *again == *whole);
    require(!to_string(*whole).empty());
}

}

// The first byte says which shape the rest is read into, and in chunks of which size.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using checker = void (*)(std::string_view, std::size_t);
    static constexpr checker shapes[] = {
        check<ecr::describe_images_response>,
        check<ecr::describe_image_scan_findings_response>,
        check<ecr::list_image_referrers_response>,
        check<ecr::batch_get_image_response>,
        check<ecr::get_authorization_token_response>,
        check<ecr::list_tags_for_resource_response>,
        check<ecr::put_replication_configuration_request>,
        check<ecr::create_repository_request>,
        check<ecr::put_image_request>,
        check<ecr::upload_layer_part_request>,
    };
    if (size == 0) return 0;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t length = 1 + data[0] / std::size(shapes);
    shapes[data[0] % std::size(shapes)](text.substr(1), length);
    return 0;
}
