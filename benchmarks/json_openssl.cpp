#include "json_libraries.hpp"

#include <openssl/evp.h>

void openssl_base64(std::string_view bytes, std::string& out) {
    const std::size_t before = out.size();
    out.resize(before + (bytes.size() + 2) / 3 * 4 + 1); // and the zero that it writes
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data() + before),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    out.pop_back();
}

void by_hand::write(const ecr::upload_layer_part_request& request, std::string& out) {
    const auto bytes = request.layer_part_blob.bytes();
    out.reserve(bytes.size() / 3 * 4 + 512);
    out.append(R"({"repositoryName":")").append(request.repository_name);
    out.append(R"(","uploadId":")").append(request.upload_id);
    out.append(R"(","partFirstByte":)").append(std::to_string(request.part_first_byte));
    out.append(R"(,"partLastByte":)").append(std::to_string(request.part_last_byte));
    out.append(R"(,"layerPartBlob":")");
    openssl_base64({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, out);
    out.append("\"}");
}
