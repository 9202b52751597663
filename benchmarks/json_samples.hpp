#pragma once

/// \file
/// What the JSON benchmark reads and writes, the same in every run.

#include <ecr/operation/batch_get_image.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/operation/upload_layer_part.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace samples {

/// Numbers that look random.
class sequence {
public:
    std::uint64_t next() noexcept {
        state_ += 0x9e3779b97f4a7c15;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
    std::uint64_t below(std::uint64_t bound) noexcept { return next() % bound; }

    std::string text(std::size_t size, std::string_view alphabet) {
        std::string made(size, ' ');
        for (char& c : made) c = alphabet[below(alphabet.size())];
        return made;
    }
    std::string digest() { return "sha256:" + text(64, "0123456789abcdef"); }
    /// Seconds as the service writes them.
    std::string time() {
        return std::to_string(1700000000 + below(50000000)) + "." + std::to_string(100 + below(900));
    }

private:
    std::uint64_t state_ = 1;
};

inline std::string scan_members(sequence& numbers) {
    std::string text = R"(,"imageScanStatus":{"status":"COMPLETE","description":")"
                       R"(The scan was completed successfully."},"imageScanFindingsSummary":{)"
                       R"("imageScanCompletedAt":)";
    text += numbers.time() + R"(,"vulnerabilitySourceUpdatedAt":)" + numbers.time();
    text += R"(,"findingSeverityCounts":{"CRITICAL":)" + std::to_string(numbers.below(9));
    text += R"(,"HIGH":)" + std::to_string(numbers.below(90));
    text += R"(,"MEDIUM":)" + std::to_string(numbers.below(200));
    text += R"(,"LOW":)" + std::to_string(numbers.below(50)) + "}}";
    return text;
}

inline std::string image_members(sequence& numbers) {
    std::string text = R"({"registryId":"123456789012","repositoryName":"team/web","imageDigest":")";
    text += numbers.digest() + R"(","imageTags":["v1.)" + std::to_string(numbers.below(100)) + '"';
    if (numbers.below(3) == 0) text += R"(,"build-)" + std::to_string(numbers.below(100000)) + '"';
    text += R"(],"imageSizeInBytes":)" + std::to_string(1000000 + numbers.below(900000000));
    text += R"(,"imagePushedAt":)" + numbers.time();
    if (numbers.below(4) == 0) text += scan_members(numbers);
    text += R"(,"imageManifestMediaType":"application/vnd.oci.image.manifest.v1+json")";
    if (numbers.below(2) == 0) {
        text += R"(,"artifactMediaType":"application/vnd.oci.image.config.v1+json")";
        text += R"(,"lastRecordedPullTime":)" + numbers.time();
    }
    return text + R"(,"imageStatus":"ACTIVE"})";
}

/// A page of DescribeImages with 1000 images, a quarter of them scanned.
inline std::string page_text() {
    sequence numbers;
    std::string text = R"({"imageDetails":[)";
    for (int index = 0; index != 1000; ++index) {
        if (index != 0) text += ',';
        text += image_members(numbers);
    }
    return text + R"(],"nextToken":")" + numbers.text(180, "abcdefghijklmnopqrstuvwxyzABCDEFGH/+") + "\"}";
}

/// An answer of GetAuthorizationToken.
inline std::string token_text() {
    sequence numbers;
    std::string text = R"({"authorizationData":[{"authorizationToken":")";
    text += numbers.text(2264, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    return text + R"(","expiresAt":1700043200.123,"proxyEndpoint":)"
                  R"("https://123456789012.dkr.ecr.eu-west-1.amazonaws.com"}]})";
}

/// An answer of UploadLayerPart to `layer_request`.
inline std::string part_text() {
    return R"({"registryId":"123456789012","repositoryName":"team/web",)"
           R"("uploadId":"11111111-2222-3333-4444-555555555555","lastByteReceived":20971519})";
}

inline ecr::list_images_request list_request() {
    return {.repository_name = "team/web", .max_results = 100};
}

inline ecr::batch_get_image_request batch_request() {
    sequence numbers;
    ecr::batch_get_image_request request{.repository_name = "team/web"};
    for (int index = 0; index != 100; ++index)
        request.image_ids.push_back({.image_digest = numbers.digest()});
    return request;
}

/// The largest layer part that the service takes.
inline std::string layer_bytes() {
    sequence numbers;
    std::string bytes(20 * 1024 * 1024, '\0');
    for (char& c : bytes) c = static_cast<char>(numbers.next());
    return bytes;
}

/// Looks at `bytes`, which must stay.
inline ecr::upload_layer_part_request layer_request(std::string_view bytes) {
    return {.repository_name = "team/web",
            .upload_id = "11111111-2222-3333-4444-555555555555",
            .part_first_byte = 0,
            .part_last_byte = static_cast<std::int64_t>(bytes.size()) - 1,
            .layer_part_blob = ecr::blob::view(bytes)};
}

}
