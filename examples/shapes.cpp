// Requests and responses are plain structs: write them, read them, check them, print them.

#include <ecr.hpp>

#include <iostream>

int main() {
    // [request]
    ecr::describe_images_request request{.repository_name = "team/web", .max_results = 100};
    request.filter = ecr::describe_images_filter{.tag_status = ecr::tag_status::tagged};

    std::cout << request << '\n';               // for people; secrets and layer data are never shown
    std::cout << ecr::to_json(request) << '\n'; // for the service
    // [request]

    // [validation]
    request.repository_name = "Team/Web";
    request.max_results = 5000;
    for (const auto& each : ecr::validate(request, ecr::validation_level::full)) {
        std::cout << each.path << ' ' << each.problem << '\n';
    }
    // [validation]

    // [response]
    const auto response = ecr::from_json<ecr::describe_images_response>(R"({"imageDetails": [
        {"imageTags": ["v1"], "imageSizeInBytes": 6.4E7, "imagePushedAt": 1714564800.5, "imageStatus": "FROZEN"}]})");

    for (const ecr::image_detail& image : response.image_details) {
        std::cout << image.image_tags.front() << ": " << image.image_size_in_bytes.value_or(0) << " bytes\n";
        if (!image.image_status->known()) std::cout << "a state of tomorrow: " << *image.image_status << '\n';
    }
    // [response]

    // [errors]
    const auto failed = ecr::from_json<ecr::describe_images_response>(
        R"({"imageDetails": [{}, {"imageSizeInBytes": "large"}]})", ecr::as_result);
    if (failed.has_error()) std::cout << failed.error() << '\n';
    // [errors]
}
