#include "order.hpp"

#include <ecr/credentials_provider.hpp>
#include <ecr/operation/describe_repositories.hpp>
#include <ecr/operation/get_download_url_for_layer.hpp>
#include <ecr/operation/list_images.hpp>
#include <ecr/presign.hpp>

#include <chrono>
#include <stdexcept>
#include <utility>

namespace peer {

namespace {

outcome told(const ecr::presigned_request& made) {
    outcome done;
    done["url"] = made.url;
    done["method"] = made.method;
    done["body"] = made.body;
    json::object headers;
    for (const auto& [name, value] : made.headers) headers[name] = value;
    done["headers"] = std::move(headers);
    return done;
}

template <class Operation>
work presigned(const Operation& operation, ecr::client client, order what) {
    using request_type = typename Operation::request_type;
    const auto request = parameters<request_type>(what);
    ecr::presign_options options;
    const auto method = given<std::string>(what, "method").value_or("POST");
    options.method = method;
    options.expires = std::chrono::seconds(given<int>(what, "expires").value_or(3600));
    if (given<bool>(what, "inBody").value_or(false)) options.parameters = ecr::presigned_parameters::body;
    auto making = ecr::presign(client, operation, request, options);
    const auto made = co_await std::move(making);
    co_return told(made);
}

/// A request of another service, with the keys that the client has too.
work presigned_url(order what) {
    ecr::request_to_presign request;
    request.url = text(what, "url");
    request.region = text(what, "region");
    request.service = text(what, "service");
    const ecr::credentials keys{.access_key_id = text(what, "accessKeyId"),
                                .secret_access_key = text(what, "secretAccessKey")};
    const ecr::timestamp at{std::chrono::seconds(what.at("at").as_int64())};
    co_return told(
        ecr::presign(request, keys, at, std::chrono::seconds(what.at("expires").as_int64())).value());
}

}

work presign(ecr::client client, order what) {
    if (what.contains("url")) return presigned_url(std::move(what));
    const auto operation = text(what, "operation");
    if (operation == "ListImages") return presigned(ecr::list_images, client, what);
    if (operation == "DescribeRepositories") return presigned(ecr::describe_repositories, client, what);
    if (operation == "GetDownloadUrlForLayer")
        return presigned(ecr::get_download_url_for_layer, client, what);
    throw std::invalid_argument("no operation: " + operation);
}

}
