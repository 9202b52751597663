#include <ecr/interceptor.hpp>

#include <boost/test/unit_test.hpp>

#include <stdexcept>
#include <string>
#include <support/canned_client.hpp>
#include <support/heard_events.hpp>

// Whatever happens in a call, no log line, event or error shows a secret. Each is planted as this word, with
// nothing around it by which a mask could know it.
namespace {

using namespace test;

const std::string word = "cAnArY";

bool is_clean(std::string_view text) {
    return text.find(word) == text.npos && text.find("Y0FuQXJZ") == text.npos; // or in base64
}

struct planted : canned_client {
    explicit planted(script answers)
        : canned_client(std::move(answers)) {
        ecr::credentials keys;
        keys.access_key_id = "AKIDEXAMPLE";
        keys.secret_access_key = "secret" + word;
        keys.session_token = "token/" + word + "+==";
        config.credentials = std::make_shared<ecr::static_credentials>(std::move(keys));
        config.observer = heard;
    }

    template <class Operation>
    void run(const Operation& what, const typename Operation::request_type& request,
             const ecr::call_options& options = {}) {
        const auto outcome = call(what, request, options);
        if (outcome.has_error()) heard->texts.push_back(to_string(outcome.error()));
        check();
    }

    void check() const {
        BOOST_TEST(heard->texts.size() >= 3u);
        for (const auto& text : heard->texts) BOOST_TEST(is_clean(text), text);
    }

    std::shared_ptr<heard_events> heard = std::make_shared<heard_events>();
};

const ecr::list_images_request images{.repository_name = "repo"};

/// What services, proxies and load balancers answer when something is wrong, with what they had been sent.
script quoting_answers() {
    const std::string canonical = "POST\\n/\\n\\ncontent-type:application/x-amz-json-1.1\\nhost:h\\n"
                                  "x-amz-security-token:" +
                                  word + "\\n\\nhost";
    return {
        failing(403, "InvalidSignatureException",
                "The Canonical String for this request should have been '" + canonical + "'"),
        failing(400, "IncompleteSignatureException",
                "Authorization header: AWS4-HMAC-SHA256 Credential=AKID, Signature=" + word),
        failing(400, "ServerException", "see https://user:" + word + "@x/?X-Amz-Signature=" + word),
        {.status = 502, .body = "<html>Authorization: Basic " + word + "\nX-Amz-Security-Token: " + word},
        {.status = 403,
         .headers = {{"Set-Cookie", "session=" + word}, {"x-amzn-ErrorType", "AccessDeniedException"}},
         .body = R"({"message":"bearer abcdefghijklmnop)" + word + R"("})"},
        {.status = 307, .headers = {{"Location", "https://x/?X-Amz-Signature=" + word}}, .body = ""},
    };
}

}

BOOST_AUTO_TEST_SUITE(canary)

BOOST_AUTO_TEST_CASE(tokens_in_answers_are_not_shown) {
    const std::string token = R"({"authorizationToken":")" + word + R"(","proxyEndpoint":"https://x"})";
    planted whole({{.body = R"({"authorizationData":[)" + token + "]}"}});
    planted base64({{.body = R"({"authorizationData":[{"authorizationToken":"QVdTOlkwRnVRWEpa"}]})"}});

    whole.run(ecr::get_authorization_token, {});
    base64.run(ecr::get_authorization_token, {});

    for (const auto& text : base64.heard->texts) BOOST_TEST(text.find("QVdTOlkw") == text.npos);
}

BOOST_AUTO_TEST_CASE(answers_that_cannot_be_read_are_not_quoted) {
    for (const std::string end : {"", "]", "]}x", ",1]}", R"(],"authorizationData":")"}) {
        planted client({{.body = R"({"authorizationData":[{"authorizationToken":")" + word + "\"}" + end},
                        {.body = R"({"authorizationData":[{"authorizationToken":[")" + word + "\"]" + end}});

        client.run(ecr::get_authorization_token, {});
    }
}

BOOST_AUTO_TEST_CASE(presigned_urls_in_answers_are_not_shown) {
    const std::string url = "https://bucket/layer?X-Amz-Security-Token=" + word + "&X-Amz-Signature=" + word;
    planted client({{.body = R"({"downloadUrl":")" + url + R"(","layerDigest":"sha256:1"})"}});

    client.run(ecr::get_download_url_for_layer, {.repository_name = "repo", .layer_digest = "sha256:1"});
}

BOOST_AUTO_TEST_CASE(layers_are_not_shown) {
    const std::string bytes = word + word + word;
    planted client({failing(400, "InvalidLayerPartException")});
    ecr::upload_layer_part_request request;
    request.repository_name = "repo";
    request.upload_id = "u";
    request.layer_part_blob = ecr::blob::view(std::as_bytes(std::span(bytes)));

    client.run(ecr::upload_layer_part, request);
}

BOOST_AUTO_TEST_CASE(failures_that_quote_the_request_do_not_show_secrets) {
    for (const auto& answer : quoting_answers()) {
        BOOST_TEST_CONTEXT(answer.body) {
            planted client({answer});
            client.config.retry.max_attempts = 1;

            client.run(ecr::list_images, images);
        }
    }
}

BOOST_AUTO_TEST_CASE(retries_do_not_show_secrets) {
    planted client(quoting_answers());
    client.config.retry.max_attempts = 2;

    client.run(ecr::list_images, images);
}

BOOST_AUTO_TEST_CASE(secrets_in_the_configuration_are_not_shown) {
    planted url({success()});
    url.config.endpoint_url = "http://user:" + word + "@localhost:4566";
    planted query({success()});
    query.config.endpoint_url = "https://host/?token=" + word;
    planted headers({{.status = 0, .failure = broken("reset")}, {}});
    ecr::call_options options;
    options.headers = {{"X-Api-Key", word}, {"Cookie", word}};
    ecr::call_options refused;
    refused.headers = {{"Authorization", "Bearer " + word}};

    url.run(ecr::list_images, images);
    query.run(ecr::list_images, images);
    headers.run(ecr::list_images, images, options);
    headers.run(ecr::list_images, images, refused);
}

BOOST_AUTO_TEST_CASE(keys_that_cannot_be_used_are_not_shown) {
    planted client({success()});
    ecr::credentials keys;
    keys.access_key_id = "AK,ID";
    keys.secret_access_key = word;
    keys.session_token = word + "\r\n";
    client.config.credentials = std::make_shared<ecr::static_credentials>(keys);
    planted hostile({success()});
    keys.access_key_id = "AKID";
    hostile.config.credentials = std::make_shared<ecr::static_credentials>(keys);

    client.run(ecr::list_images, images);
    hostile.run(ecr::list_images, images);
}

BOOST_AUTO_TEST_CASE(exceptions_of_interceptors_are_masked) {
    class careless final : public ecr::interceptor {
        void before_signing(ecr::request_draft&) override {
            throw std::runtime_error("password=" + word + " https://u:" + word + "@x/?" + word);
        }
    };
    planted client({success()});
    client.config.interceptors.push_back(std::make_shared<careless>());

    client.run(ecr::list_images, images);
}

BOOST_AUTO_TEST_SUITE_END()
